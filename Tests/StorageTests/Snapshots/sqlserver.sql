-- 1 people
CREATE TABLE employee (
    id BIGINT IDENTITY PRIMARY KEY,
    code NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE,
    name NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    department NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    joined_day BIGINT NOT NULL,
    left_day BIGINT,
    CHECK (code <> ''),
    CHECK (name <> ''),
    CHECK (left_day IS NULL OR left_day >= joined_day)
) 
;
CREATE TABLE setting (
    name NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    value NVARCHAR(MAX) NOT NULL
) 
;
-- 2 shifts
CREATE TABLE shift (
    id BIGINT IDENTITY PRIMARY KEY,
    code NVARCHAR(16) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE,
    name NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    start_s BIGINT NOT NULL,
    end_s BIGINT NOT NULL,
    policy NVARCHAR(MAX) NOT NULL,
    CHECK (code <> ''),
    CHECK (name <> ''),
    CHECK (start_s BETWEEN 0 AND 86399),
    CHECK (end_s BETWEEN 0 AND 86399)
) 
;
CREATE TABLE shift_break (
    shift_id BIGINT NOT NULL,
    position BIGINT NOT NULL,
    start_s BIGINT NOT NULL,
    end_s BIGINT NOT NULL,
    is_deducted BIGINT NOT NULL,
    PRIMARY KEY (shift_id, position),
    FOREIGN KEY (shift_id) REFERENCES shift (id),
    CHECK (position >= 0),
    CHECK (start_s BETWEEN 0 AND 86399),
    CHECK (end_s BETWEEN 0 AND 86399),
    CHECK (is_deducted IN (0, 1))
) 
;
CREATE TABLE shift_partial_day (
    shift_id BIGINT NOT NULL,
    weekday BIGINT NOT NULL,
    start_s BIGINT NOT NULL,
    end_s BIGINT NOT NULL,
    half_day_below_s BIGINT NOT NULL,
    absent_below_s BIGINT NOT NULL,
    PRIMARY KEY (shift_id, weekday),
    FOREIGN KEY (shift_id) REFERENCES shift (id),
    CHECK (weekday BETWEEN 0 AND 6),
    CHECK (start_s BETWEEN 0 AND 86399),
    CHECK (end_s BETWEEN 0 AND 86399),
    CHECK (half_day_below_s >= 0),
    CHECK (absent_below_s >= 0)
) 
;
CREATE TABLE shift_assignment (
    employee_id BIGINT NOT NULL,
    from_day BIGINT NOT NULL,
    to_day BIGINT,
    shift_id BIGINT NOT NULL,
    PRIMARY KEY (employee_id, from_day, shift_id),
    FOREIGN KEY (employee_id) REFERENCES employee (id),
    CHECK (to_day IS NULL OR to_day >= from_day),
    FOREIGN KEY (shift_id) REFERENCES shift (id)
) 
;
CREATE TABLE weekly_off (
    weekday BIGINT NOT NULL PRIMARY KEY,
    weeks_of_month BIGINT NOT NULL,
    CHECK (weekday BETWEEN 0 AND 6),
    CHECK (weeks_of_month BETWEEN 0 AND 31)
) 
;
CREATE TABLE holiday (
    day BIGINT NOT NULL PRIMARY KEY,
    name NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CHECK (name <> '')
) 
;
-- 3 devices
CREATE TABLE device (
    id BIGINT IDENTITY PRIMARY KEY,
    name NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE,
    model NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    host NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    port BIGINT NOT NULL,
    transport BIGINT NOT NULL,
    comm_key BIGINT NOT NULL,
    zone NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    direction BIGINT NOT NULL,
    serial_number NVARCHAR(100) COLLATE Latin1_General_100_BIN2,
    firmware NVARCHAR(200) COLLATE Latin1_General_100_BIN2,
    record_width BIGINT,
    last_seen_at BIGINT,
    last_error NVARCHAR(MAX),
    clock_drift_s BIGINT,
    CHECK (name <> ''),
    CHECK (host <> ''),
    CHECK (port BETWEEN 1 AND 65535),
    CHECK (transport BETWEEN 0 AND 2),
    CHECK (comm_key BETWEEN 0 AND 4294967295),
    CHECK (zone <> ''),
    CHECK (direction BETWEEN 0 AND 3)
) 
;
CREATE TABLE device_user (
    device_id BIGINT NOT NULL,
    device_user NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    employee_id BIGINT,
    first_punch_at BIGINT,
    last_punch_at BIGINT,
    punch_count BIGINT NOT NULL,
    PRIMARY KEY (device_id, device_user),
    FOREIGN KEY (device_id) REFERENCES device (id),
    FOREIGN KEY (employee_id) REFERENCES employee (id),
    CHECK (punch_count >= 0)
) 
;
CREATE INDEX device_user_by_employee ON device_user (employee_id)
;
CREATE TABLE watermark (
    device_id BIGINT NOT NULL PRIMARY KEY,
    complete_through BIGINT,
    record_count BIGINT NOT NULL,
    last_record VARBINARY(MAX),
    record_width BIGINT,
    read_at BIGINT NOT NULL,
    clock_drift_s BIGINT,
    FOREIGN KEY (device_id) REFERENCES device (id),
    CHECK (record_count >= 0)
) 
;
-- 4 ledger
CREATE TABLE chain_head (
    chain NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    length BIGINT NOT NULL,
    hash VARBINARY(MAX) NOT NULL,
    CHECK (length > 0)
) 
;
CREATE TABLE punch_batch (
    id BIGINT IDENTITY PRIMARY KEY,
    device_id BIGINT NOT NULL,
    number BIGINT NOT NULL,
    source BIGINT NOT NULL,
    collected_at BIGINT NOT NULL,
    sealed_at BIGINT NOT NULL,
    row_count BIGINT NOT NULL,
    terminal_count BIGINT,
    rows_hash VARBINARY(MAX) NOT NULL,
    prev_hash VARBINARY(MAX) NOT NULL,
    hash VARBINARY(MAX) NOT NULL,
    UNIQUE (device_id, number),
    FOREIGN KEY (device_id) REFERENCES device (id),
    CHECK (number > 0),
    CHECK (source > 0),
    CHECK (row_count >= 0)
) 
;
CREATE TABLE punch (
    id BIGINT IDENTITY PRIMARY KEY,
    batch_id BIGINT NOT NULL,
    device_id BIGINT NOT NULL,
    device_user NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    local_s BIGINT NOT NULL,
    offset_s BIGINT NOT NULL,
    utc_s BIGINT NOT NULL,
    state BIGINT NOT NULL,
    verify BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    work_code BIGINT NOT NULL,
    quarantine BIGINT,
    UNIQUE (device_id, local_s, device_user, state, verify, seq),
    FOREIGN KEY (batch_id) REFERENCES punch_batch (id),
    FOREIGN KEY (device_id) REFERENCES device (id),
    CHECK (state BETWEEN 0 AND 255),
    CHECK (verify BETWEEN 0 AND 255),
    CHECK (seq BETWEEN 0 AND 65535),
    CHECK (work_code BETWEEN 0 AND 4294967295),
    CHECK (quarantine BETWEEN 1 AND 3)
) 
;
CREATE TABLE punch_owner (
    employee_id BIGINT NOT NULL,
    utc_s BIGINT NOT NULL,
    punch_id BIGINT NOT NULL,
    offset_s BIGINT NOT NULL,
    state BIGINT NOT NULL,
    verify BIGINT NOT NULL,
    device_id BIGINT NOT NULL,
    quarantine BIGINT,
    PRIMARY KEY (employee_id, utc_s, punch_id)
) 
;
-- 5 attendance
CREATE TABLE day_result (
    employee_id BIGINT NOT NULL,
    day BIGINT NOT NULL,
    status BIGINT NOT NULL,
    shift_id BIGINT,
    first_in BIGINT,
    last_out BIGINT,
    first_in_offset_s BIGINT NOT NULL,
    last_out_offset_s BIGINT NOT NULL,
    work_s BIGINT NOT NULL,
    break_s BIGINT NOT NULL,
    late_s BIGINT NOT NULL,
    early_s BIGINT NOT NULL,
    overtime_s BIGINT NOT NULL,
    compensatory_half_days BIGINT NOT NULL,
    punch_count BIGINT NOT NULL,
    flags BIGINT NOT NULL,
    PRIMARY KEY (employee_id, day),
    CHECK (status BETWEEN 0 AND 255)
) 
;
CREATE TABLE pending_day (
    employee_id BIGINT NOT NULL,
    day BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (employee_id, day)
) 
;
-- 6 journal
CREATE TABLE journal (
    id BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    actor NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    action NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    entity NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    entity_id NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    before_json NVARCHAR(MAX),
    after_json NVARCHAR(MAX),
    prev_hash VARBINARY(MAX) NOT NULL,
    hash VARBINARY(MAX) NOT NULL,
    CHECK (actor <> ''),
    CHECK (action <> ''),
    CHECK (entity <> '')
) 
;
CREATE INDEX journal_by_entity ON journal (entity, entity_id)
;
-- 7 device-numbers
CREATE TABLE employee_device_number (
    employee_id BIGINT NOT NULL PRIMARY KEY,
    device_user NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE,
    FOREIGN KEY (employee_id) REFERENCES employee (id),
    CHECK (device_user <> '')
) 
;
-- 8 device-capacity
ALTER TABLE device ADD record_capacity BIGINT
;
-- 9 device-care
ALTER TABLE device ADD retired_at BIGINT
;
CREATE TABLE device_note (
    id BIGINT IDENTITY PRIMARY KEY,
    device_id BIGINT NOT NULL,
    noted_at BIGINT NOT NULL,
    topic BIGINT NOT NULL,
    sentence NVARCHAR(MAX) NOT NULL,
    FOREIGN KEY (device_id) REFERENCES device (id),
    CHECK (topic > 0)
) 
;
CREATE INDEX device_note_by_device ON device_note (device_id)
;
-- 10 device-user-holders
CREATE TABLE device_user_holder (
    device_id BIGINT NOT NULL,
    device_user NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    from_s BIGINT NOT NULL,
    until_s BIGINT NOT NULL,
    employee_id BIGINT NOT NULL,
    PRIMARY KEY (device_id, device_user, from_s),
    CHECK (from_s < until_s),
    FOREIGN KEY (device_id) REFERENCES device (id),
    FOREIGN KEY (employee_id) REFERENCES employee (id)
) 
;
CREATE INDEX device_user_holder_by_employee ON device_user_holder (employee_id)
;
INSERT INTO device_user_holder (device_id, device_user, from_s, until_s, employee_id)
SELECT device_id, device_user, -9223372036854775808, 9223372036854775807, employee_id FROM device_user
WHERE employee_id IS NOT NULL
;
CREATE TABLE device_user_10 (
    device_id BIGINT NOT NULL,
    device_user NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    listed_as NVARCHAR(64) COLLATE Latin1_General_100_BIN2,
    first_punch_at BIGINT,
    last_punch_at BIGINT,
    punch_count BIGINT NOT NULL,
    PRIMARY KEY (device_id, device_user),
    FOREIGN KEY (device_id) REFERENCES device (id),
    CHECK (punch_count >= 0)
) 
;
INSERT INTO device_user_10 (device_id, device_user, name, first_punch_at, last_punch_at, punch_count)
SELECT device_id, device_user, name, first_punch_at, last_punch_at, punch_count FROM device_user
;
DROP TABLE device_user
;
EXEC sp_rename 'device_user_10', 'device_user'
;
CREATE TABLE employee_device_number_10 (
    employee_id BIGINT NOT NULL PRIMARY KEY,
    device_user NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    FOREIGN KEY (employee_id) REFERENCES employee (id),
    CHECK (device_user <> '')
) 
;
INSERT INTO employee_device_number_10 (employee_id, device_user)
SELECT employee_id, device_user FROM employee_device_number
;
DROP TABLE employee_device_number
;
EXEC sp_rename 'employee_device_number_10', 'employee_device_number'
;
CREATE INDEX employee_device_number_by_user ON employee_device_number (device_user)
;
DELETE FROM punch_owner WHERE quarantine IS NULL AND (
    utc_s + offset_s < (SELECT (joined_day - 1) * 86400 FROM employee WHERE id = punch_owner.employee_id)
    OR utc_s + offset_s >= (SELECT (left_day + 2) * 86400 FROM employee WHERE id = punch_owner.employee_id))
;
-- 11 placements
ALTER TABLE device ADD zone_since_punch BIGINT
;
CREATE TABLE punch_placement (
    punch_id BIGINT NOT NULL PRIMARY KEY,
    utc_s BIGINT NOT NULL,
    offset_s BIGINT NOT NULL,
    quarantine BIGINT
) 
;
CREATE VIEW placed_punch AS
SELECT punch.id, punch.batch_id, punch.device_id, punch.device_user, punch.local_s,
    COALESCE(placement.offset_s, punch.offset_s) AS offset_s,
    COALESCE(placement.utc_s, punch.utc_s) AS utc_s, punch.state, punch.verify, punch.seq, punch.work_code,
    CASE WHEN placement.punch_id IS NULL THEN punch.quarantine ELSE placement.quarantine END AS quarantine
FROM punch LEFT JOIN punch_placement placement ON placement.punch_id = punch.id
;
-- 12 day-revisions
CREATE TABLE day_revision (
    id BIGINT IDENTITY PRIMARY KEY,
    employee_id BIGINT NOT NULL,
    day BIGINT NOT NULL,
    status BIGINT NOT NULL,
    shift_id BIGINT,
    first_in BIGINT,
    last_out BIGINT,
    first_in_offset_s BIGINT NOT NULL,
    last_out_offset_s BIGINT NOT NULL,
    work_s BIGINT NOT NULL,
    break_s BIGINT NOT NULL,
    late_s BIGINT NOT NULL,
    early_s BIGINT NOT NULL,
    overtime_s BIGINT NOT NULL,
    compensatory_half_days BIGINT NOT NULL,
    punch_count BIGINT NOT NULL,
    flags BIGINT NOT NULL,
    revised_at BIGINT NOT NULL,
    FOREIGN KEY (employee_id) REFERENCES employee (id),
    CHECK (status BETWEEN 0 AND 255)
) 
;
CREATE INDEX day_revision_by_day ON day_revision (employee_id, day)
;
-- 13 day-figures
ALTER TABLE employee ADD location NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT ''
;
ALTER TABLE employee ADD gender BIGINT CHECK (gender BETWEEN 1 AND 3)
;
ALTER TABLE employee ADD manager_id BIGINT REFERENCES employee (id)
;
ALTER TABLE day_result ADD policy_id BIGINT
;
ALTER TABLE day_result ADD first_half_leave_id BIGINT
;
ALTER TABLE day_result ADD second_half_leave_id BIGINT
;
ALTER TABLE day_result ADD overtime_1_s BIGINT NOT NULL DEFAULT 0
;
ALTER TABLE day_result ADD overtime_2_s BIGINT NOT NULL DEFAULT 0
;
ALTER TABLE day_result ADD overtime_3_s BIGINT NOT NULL DEFAULT 0
;
ALTER TABLE day_result ADD weekly_overtime_s BIGINT NOT NULL DEFAULT 0
;
ALTER TABLE day_result ADD payable_overtime_s BIGINT NOT NULL DEFAULT 0
;
ALTER TABLE day_result ADD hourly_leave_s BIGINT NOT NULL DEFAULT 0
;
ALTER TABLE day_result ADD duty_s BIGINT NOT NULL DEFAULT 0
;
ALTER TABLE day_result ADD penalty_half_days BIGINT NOT NULL DEFAULT 0
;
UPDATE day_result SET overtime_1_s = overtime_s, payable_overtime_s = overtime_s
;
ALTER TABLE day_revision ADD policy_id BIGINT
;
ALTER TABLE day_revision ADD first_half_leave_id BIGINT
;
ALTER TABLE day_revision ADD second_half_leave_id BIGINT
;
ALTER TABLE day_revision ADD overtime_1_s BIGINT NOT NULL DEFAULT 0
;
ALTER TABLE day_revision ADD overtime_2_s BIGINT NOT NULL DEFAULT 0
;
ALTER TABLE day_revision ADD overtime_3_s BIGINT NOT NULL DEFAULT 0
;
ALTER TABLE day_revision ADD weekly_overtime_s BIGINT NOT NULL DEFAULT 0
;
ALTER TABLE day_revision ADD payable_overtime_s BIGINT NOT NULL DEFAULT 0
;
ALTER TABLE day_revision ADD hourly_leave_s BIGINT NOT NULL DEFAULT 0
;
ALTER TABLE day_revision ADD duty_s BIGINT NOT NULL DEFAULT 0
;
ALTER TABLE day_revision ADD penalty_half_days BIGINT NOT NULL DEFAULT 0
;
UPDATE day_revision SET overtime_1_s = overtime_s, payable_overtime_s = overtime_s
;
-- 14 rosters
CREATE TABLE rotation (
    id BIGINT IDENTITY PRIMARY KEY,
    name NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE,
    unit BIGINT NOT NULL,
    anchor_day BIGINT NOT NULL,
    week_start BIGINT NOT NULL,
    CHECK (name <> ''),
    CHECK (unit BETWEEN 0 AND 2),
    CHECK (week_start BETWEEN 0 AND 6)
) 
;
CREATE TABLE rotation_day (
    rotation_id BIGINT NOT NULL,
    turn BIGINT NOT NULL,
    weekday BIGINT NOT NULL,
    rest BIGINT NOT NULL,
    PRIMARY KEY (rotation_id, turn, weekday),
    FOREIGN KEY (rotation_id) REFERENCES rotation (id),
    CHECK (turn >= 0),
    CHECK (weekday BETWEEN 0 AND 7),
    CHECK (rest BETWEEN 0 AND 2)
) 
;
CREATE TABLE rotation_shift (
    rotation_id BIGINT NOT NULL,
    turn BIGINT NOT NULL,
    weekday BIGINT NOT NULL,
    position BIGINT NOT NULL,
    shift_id BIGINT NOT NULL,
    PRIMARY KEY (rotation_id, turn, weekday, position),
    FOREIGN KEY (rotation_id) REFERENCES rotation (id),
    CHECK (position >= 0),
    FOREIGN KEY (shift_id) REFERENCES shift (id)
) 
;
CREATE TABLE rotation_off (
    rotation_id BIGINT NOT NULL,
    weekday BIGINT NOT NULL,
    weeks_of_month BIGINT NOT NULL,
    PRIMARY KEY (rotation_id, weekday),
    FOREIGN KEY (rotation_id) REFERENCES rotation (id),
    CHECK (weekday BETWEEN 0 AND 6),
    CHECK (weeks_of_month BETWEEN 0 AND 31)
) 
;
CREATE TABLE roster_assignment (
    id BIGINT IDENTITY PRIMARY KEY,
    employee_id BIGINT,
    department NVARCHAR(200) COLLATE Latin1_General_100_BIN2,
    location NVARCHAR(200) COLLATE Latin1_General_100_BIN2,
    from_day BIGINT NOT NULL,
    to_day BIGINT,
    shift_id BIGINT,
    rotation_id BIGINT,
    CHECK (employee_id IS NULL OR (department IS NULL AND location IS NULL)),
    CHECK (department IS NULL OR location IS NULL),
    CHECK ((shift_id IS NULL AND rotation_id IS NOT NULL) OR (shift_id IS NOT NULL AND rotation_id IS NULL)),
    FOREIGN KEY (employee_id) REFERENCES employee (id),
    CHECK (to_day IS NULL OR to_day >= from_day),
    FOREIGN KEY (shift_id) REFERENCES shift (id),
    FOREIGN KEY (rotation_id) REFERENCES rotation (id)
) 
;
CREATE INDEX roster_assignment_by_employee ON roster_assignment (employee_id, from_day)
;
INSERT INTO roster_assignment (employee_id, from_day, to_day, shift_id)
SELECT employee_id, from_day, to_day, shift_id FROM shift_assignment
;
DROP TABLE shift_assignment
;
CREATE TABLE shift_swap (
    id BIGINT IDENTITY PRIMARY KEY,
    requester_id BIGINT NOT NULL,
    partner_id BIGINT NOT NULL,
    reason NVARCHAR(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    state BIGINT NOT NULL,
    CHECK (requester_id <> partner_id),
    FOREIGN KEY (requester_id) REFERENCES employee (id),
    FOREIGN KEY (partner_id) REFERENCES employee (id),
    CHECK (state BETWEEN 0 AND 4)
) 
;
CREATE TABLE shift_swap_day (
    swap_id BIGINT NOT NULL,
    day BIGINT NOT NULL,
    PRIMARY KEY (swap_id, day),
    FOREIGN KEY (swap_id) REFERENCES shift_swap (id)
) 
;
CREATE TABLE roster_override (
    employee_id BIGINT NOT NULL,
    day BIGINT NOT NULL,
    rest BIGINT NOT NULL,
    reason NVARCHAR(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    swap_id BIGINT,
    PRIMARY KEY (employee_id, day),
    FOREIGN KEY (employee_id) REFERENCES employee (id),
    CHECK (rest BETWEEN 0 AND 2),
    FOREIGN KEY (swap_id) REFERENCES shift_swap (id)
) 
;
CREATE TABLE roster_override_shift (
    employee_id BIGINT NOT NULL,
    day BIGINT NOT NULL,
    position BIGINT NOT NULL,
    shift_id BIGINT NOT NULL,
    PRIMARY KEY (employee_id, day, position),
    CHECK (position >= 0),
    FOREIGN KEY (shift_id) REFERENCES shift (id)
) 
;
-- 15 approvals
CREATE TABLE approval_chain (
    id BIGINT IDENTITY PRIMARY KEY,
    name NVARCHAR(120) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE,
    priority BIGINT NOT NULL,
    conditions_json NVARCHAR(MAX) NOT NULL,
    levels_json NVARCHAR(MAX) NOT NULL,
    cancelling_needs_approval BIGINT NOT NULL,
    CHECK (name <> ''),
    CHECK (cancelling_needs_approval IN (0, 1))
) 
;
CREATE TABLE department_head (
    department NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    employee_id BIGINT NOT NULL,
    CHECK (department <> ''),
    FOREIGN KEY (employee_id) REFERENCES employee (id)
) 
;
CREATE TABLE delegation (
    id BIGINT IDENTITY PRIMARY KEY,
    approver_id BIGINT NOT NULL,
    delegate_id BIGINT NOT NULL,
    first_day BIGINT NOT NULL,
    last_day BIGINT,
    only_while_away BIGINT NOT NULL,
    CHECK (approver_id <> delegate_id),
    FOREIGN KEY (approver_id) REFERENCES employee (id),
    FOREIGN KEY (delegate_id) REFERENCES employee (id),
    CHECK (last_day IS NULL OR last_day >= first_day),
    CHECK (only_while_away IN (0, 1))
) 
;
CREATE TABLE approval_request (
    id BIGINT IDENTITY PRIMARY KEY,
    kind BIGINT NOT NULL,
    requester_id BIGINT NOT NULL,
    first_day BIGINT NOT NULL,
    last_day BIGINT NOT NULL,
    why NVARCHAR(MAX) NOT NULL,
    details_json NVARCHAR(MAX) NOT NULL,
    plan_json NVARCHAR(MAX) NOT NULL,
    submitted_at BIGINT NOT NULL,
    state BIGINT NOT NULL,
    level BIGINT,
    asked_at BIGINT,
    is_escalated BIGINT NOT NULL,
    yes_json NVARCHAR(MAX) NOT NULL,
    CHECK (last_day >= first_day),
    CHECK (kind BETWEEN 1 AND 255),
    FOREIGN KEY (requester_id) REFERENCES employee (id),
    CHECK (state BETWEEN 1 AND 7),
    CHECK (is_escalated IN (0, 1))
) 
;
CREATE INDEX approval_request_by_requester ON approval_request (requester_id, first_day)
;
CREATE INDEX approval_request_by_state ON approval_request (state)
;
CREATE TABLE approval_waiting (
    employee_id BIGINT NOT NULL,
    request_id BIGINT NOT NULL,
    PRIMARY KEY (employee_id, request_id),
    FOREIGN KEY (employee_id) REFERENCES employee (id),
    FOREIGN KEY (request_id) REFERENCES approval_request (id)
) 
;
CREATE INDEX approval_waiting_by_request ON approval_waiting (request_id)
;
CREATE TABLE approval_step (
    id BIGINT IDENTITY PRIMARY KEY,
    request_id BIGINT NOT NULL,
    action BIGINT NOT NULL,
    level BIGINT,
    employee_id BIGINT,
    behalf_id BIGINT,
    actor NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    at BIGINT NOT NULL,
    remark NVARCHAR(MAX) NOT NULL,
    FOREIGN KEY (request_id) REFERENCES approval_request (id),
    CHECK (action BETWEEN 1 AND 255),
    FOREIGN KEY (employee_id) REFERENCES employee (id),
    FOREIGN KEY (behalf_id) REFERENCES employee (id)
) 
;
CREATE INDEX approval_step_by_request ON approval_step (request_id, id)
;
CREATE TABLE attachment (
    id BIGINT IDENTITY PRIMARY KEY,
    request_id BIGINT NOT NULL,
    name NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    size BIGINT NOT NULL,
    sha256 VARBINARY(MAX) NOT NULL,
    bytes VARBINARY(MAX) NOT NULL,
    FOREIGN KEY (request_id) REFERENCES approval_request (id),
    CHECK (name <> ''),
    CHECK (size >= 0)
) 
;
CREATE INDEX attachment_by_request ON attachment (request_id)
;
CREATE TABLE punch_overlay (
    id BIGINT IDENTITY PRIMARY KEY,
    employee_id BIGINT NOT NULL,
    utc_s BIGINT NOT NULL,
    offset_s BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    punch_id BIGINT,
    way BIGINT NOT NULL,
    why NVARCHAR(MAX) NOT NULL,
    made_by NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    made_at BIGINT NOT NULL,
    request_id BIGINT,
    revoked_by NVARCHAR(200) COLLATE Latin1_General_100_BIN2,
    revoked_at BIGINT,
    revoked_why NVARCHAR(MAX),
    CHECK (((kind = 1) AND (punch_id IS NULL)) OR (NOT (kind = 1) AND NOT (punch_id IS NULL))),
    FOREIGN KEY (employee_id) REFERENCES employee (id),
    CHECK (kind BETWEEN 1 AND 3),
    FOREIGN KEY (punch_id) REFERENCES punch (id),
    CHECK (way BETWEEN 0 AND 2),
    FOREIGN KEY (request_id) REFERENCES approval_request (id)
) 
;
CREATE INDEX punch_overlay_by_employee ON punch_overlay (employee_id, utc_s)
;
CREATE INDEX punch_overlay_by_punch ON punch_overlay (punch_id)
;
CREATE TABLE outside_work (
    id BIGINT IDENTITY PRIMARY KEY,
    employee_id BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    first_day BIGINT NOT NULL,
    last_day BIGINT NOT NULL,
    portion BIGINT NOT NULL,
    from_s BIGINT,
    until_s BIGINT,
    request_id BIGINT NOT NULL,
    CHECK (last_day >= first_day),
    CHECK (((portion = 3) AND (from_s IS NOT NULL AND until_s IS NOT NULL AND until_s > from_s)) OR (NOT (portion = 3) AND NOT (from_s IS NOT NULL AND until_s IS NOT NULL AND until_s > from_s))),
    FOREIGN KEY (employee_id) REFERENCES employee (id),
    CHECK (kind BETWEEN 0 AND 1),
    CHECK (portion BETWEEN 0 AND 3),
    FOREIGN KEY (request_id) REFERENCES approval_request (id)
) 
;
CREATE INDEX outside_work_by_employee ON outside_work (employee_id, first_day)
;
CREATE TABLE overtime_approval (
    employee_id BIGINT NOT NULL,
    day BIGINT NOT NULL,
    request_id BIGINT NOT NULL,
    seconds BIGINT NOT NULL,
    PRIMARY KEY (employee_id, day, request_id),
    FOREIGN KEY (employee_id) REFERENCES employee (id),
    FOREIGN KEY (request_id) REFERENCES approval_request (id),
    CHECK (seconds > 0)
) 
;
-- 16 shift-breaks
ALTER TABLE shift_break ADD kind BIGINT NOT NULL DEFAULT 0 CHECK (kind BETWEEN 0 AND 3)
;
ALTER TABLE shift_break ADD length_s BIGINT NOT NULL DEFAULT 0 CHECK (length_s >= 0)
;
ALTER TABLE shift_break ADD paid_s BIGINT NOT NULL DEFAULT 0 CHECK (paid_s >= 0)
;
ALTER TABLE shift ADD is_automatic BIGINT NOT NULL DEFAULT 0 CHECK (is_automatic IN (0, 1))
;
-- 17 leave
CREATE TABLE leave_type (
    id BIGINT IDENTITY PRIMARY KEY,
    code NVARCHAR(16) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE,
    name NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    kind BIGINT NOT NULL,
    rules NVARCHAR(MAX) NOT NULL,
    closed_through_day BIGINT,
    CHECK (code <> ''),
    CHECK (name <> ''),
    CHECK (kind BETWEEN 0 AND 255)
) 
;
CREATE TABLE leave_request (
    id BIGINT IDENTITY PRIMARY KEY,
    employee_id BIGINT NOT NULL,
    type_id BIGINT NOT NULL,
    first_day BIGINT NOT NULL,
    last_day BIGINT NOT NULL,
    starts_at_noon BIGINT NOT NULL,
    ends_at_noon BIGINT NOT NULL,
    from_s BIGINT,
    to_s BIGINT,
    reason NVARCHAR(MAX) NOT NULL,
    document NVARCHAR(MAX) NOT NULL,
    accepts_excess BIGINT NOT NULL,
    asked_day BIGINT NOT NULL,
    status BIGINT NOT NULL,
    approval_id BIGINT NOT NULL UNIQUE,
    FOREIGN KEY (employee_id) REFERENCES employee (id),
    FOREIGN KEY (type_id) REFERENCES leave_type (id),
    CHECK (last_day >= first_day),
    CHECK (starts_at_noon IN (0, 1)),
    CHECK (ends_at_noon IN (0, 1)),
    CHECK (from_s BETWEEN 0 AND 86399),
    CHECK (to_s BETWEEN 0 AND 86399),
    CHECK (accepts_excess IN (0, 1)),
    CHECK (status BETWEEN 0 AND 255),
    FOREIGN KEY (approval_id) REFERENCES approval_request (id)
) 
;
CREATE INDEX leave_request_by_employee ON leave_request (employee_id, first_day)
;
CREATE TABLE leave_day (
    employee_id BIGINT NOT NULL,
    day BIGINT NOT NULL,
    request_id BIGINT NOT NULL,
    part BIGINT NOT NULL,
    type_id BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    from_at BIGINT,
    until_at BIGINT,
    is_rest_day BIGINT NOT NULL,
    PRIMARY KEY (employee_id, day, request_id, part),
    FOREIGN KEY (request_id) REFERENCES leave_request (id),
    CHECK (part BETWEEN 0 AND 3),
    FOREIGN KEY (type_id) REFERENCES leave_type (id),
    CHECK (amount > 0),
    CHECK (is_rest_day IN (0, 1))
) 
;
CREATE TABLE leave_lot (
    employee_id BIGINT NOT NULL,
    type_id BIGINT NOT NULL,
    number BIGINT NOT NULL,
    source BIGINT NOT NULL,
    from_day BIGINT NOT NULL,
    through_day BIGINT,
    carries BIGINT NOT NULL,
    reference NVARCHAR(120) COLLATE Latin1_General_100_BIN2 NOT NULL,
    PRIMARY KEY (employee_id, type_id, number),
    UNIQUE (employee_id, type_id, reference),
    FOREIGN KEY (employee_id) REFERENCES employee (id),
    FOREIGN KEY (type_id) REFERENCES leave_type (id),
    CHECK (number > 0),
    CHECK (source BETWEEN 0 AND 255),
    CHECK (through_day >= from_day),
    CHECK (carries IN (0, 1)),
    CHECK (reference <> '')
) 
;
CREATE TABLE leave_entry (
    employee_id BIGINT NOT NULL,
    type_id BIGINT NOT NULL,
    number BIGINT NOT NULL,
    lot_number BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    day BIGINT NOT NULL,
    reference NVARCHAR(120) COLLATE Latin1_General_100_BIN2 NOT NULL,
    reason NVARCHAR(MAX) NOT NULL,
    request_id BIGINT,
    actor NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    booked_at BIGINT NOT NULL,
    PRIMARY KEY (employee_id, type_id, number),
    FOREIGN KEY (employee_id, type_id, lot_number) REFERENCES leave_lot (employee_id, type_id, number),
    CHECK (number > 0),
    CHECK (kind BETWEEN 0 AND 255),
    CHECK (amount <> 0),
    CHECK (reference <> ''),
    FOREIGN KEY (request_id) REFERENCES leave_request (id)
) 
;
CREATE INDEX leave_entry_by_lot ON leave_entry (employee_id, type_id, lot_number, day, amount)
;
-- 18 policies-and-calendars
CREATE TABLE named_policy (
    id BIGINT IDENTITY PRIMARY KEY,
    name NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE,
    rules NVARCHAR(MAX) NOT NULL,
    CHECK (name <> '')
) 
;
CREATE TABLE policy_assignment (
    id BIGINT IDENTITY PRIMARY KEY,
    policy_id BIGINT NOT NULL,
    employee_id BIGINT,
    shift_id BIGINT,
    department NVARCHAR(200) COLLATE Latin1_General_100_BIN2,
    location NVARCHAR(200) COLLATE Latin1_General_100_BIN2,
    from_day BIGINT NOT NULL,
    to_day BIGINT,
    FOREIGN KEY (policy_id) REFERENCES named_policy (id),
    FOREIGN KEY (employee_id) REFERENCES employee (id),
    FOREIGN KEY (shift_id) REFERENCES shift (id),
    CHECK (to_day IS NULL OR to_day >= from_day)
) 
;
CREATE INDEX policy_assignment_by_policy ON policy_assignment (policy_id)
;
CREATE TABLE holiday_18 (
    location NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    day BIGINT NOT NULL,
    name NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    kind BIGINT NOT NULL,
    is_yearly BIGINT NOT NULL,
    PRIMARY KEY (location, day),
    CHECK (name <> ''),
    CHECK (kind BETWEEN 0 AND 255),
    CHECK (is_yearly IN (0, 1))
) 
;
INSERT INTO holiday_18 (location, day, name, kind, is_yearly) SELECT '', day, name, 0, 0 FROM holiday
;
DROP TABLE holiday
;
EXEC sp_rename 'holiday_18', 'holiday'
;
CREATE TABLE weekly_off_18 (
    location NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    weekday BIGINT NOT NULL,
    weeks_of_month BIGINT NOT NULL,
    PRIMARY KEY (location, weekday),
    CHECK (weekday BETWEEN 0 AND 6),
    CHECK (weeks_of_month BETWEEN 0 AND 31)
) 
;
INSERT INTO weekly_off_18 (location, weekday, weeks_of_month)
SELECT '', weekday, weeks_of_month FROM weekly_off
;
DROP TABLE weekly_off
;
EXEC sp_rename 'weekly_off_18', 'weekly_off'
;
CREATE TABLE optional_holiday (
    employee_id BIGINT NOT NULL,
    day BIGINT NOT NULL,
    PRIMARY KEY (employee_id, day),
    FOREIGN KEY (employee_id) REFERENCES employee (id)
) 
;
CREATE TABLE optional_holiday_limit (
    location NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    days BIGINT NOT NULL,
    CHECK (days BETWEEN 0 AND 366)
) 
;
SELECT id, policy FROM shift ORDER BY id
;
-- 19 period-locks
CREATE TABLE period_lock (
    id BIGINT IDENTITY PRIMARY KEY,
    month BIGINT NOT NULL,
    scope BIGINT NOT NULL,
    scope_name NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    locked_at BIGINT NOT NULL,
    locked_by NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    reason NVARCHAR(MAX) NOT NULL,
    UNIQUE (month, scope, scope_name),
    CHECK (scope BETWEEN 0 AND 2)
) 
;
CREATE TABLE period_lock_employee (
    lock_id BIGINT NOT NULL,
    employee_id BIGINT NOT NULL,
    PRIMARY KEY (lock_id, employee_id),
    FOREIGN KEY (lock_id) REFERENCES period_lock (id),
    FOREIGN KEY (employee_id) REFERENCES employee (id)
) 
;
CREATE TABLE day_adjustment (
    employee_id BIGINT NOT NULL,
    day BIGINT NOT NULL,
    carried_into BIGINT NOT NULL,
    status_before BIGINT NOT NULL,
    status_after BIGINT NOT NULL,
    paid_half_days BIGINT NOT NULL,
    work_s BIGINT NOT NULL,
    late_s BIGINT NOT NULL,
    early_s BIGINT NOT NULL,
    overtime_1_s BIGINT NOT NULL,
    overtime_2_s BIGINT NOT NULL,
    overtime_3_s BIGINT NOT NULL,
    compensatory_half_days BIGINT NOT NULL,
    penalty_half_days BIGINT NOT NULL,
    noted_at BIGINT NOT NULL,
    PRIMARY KEY (employee_id, day, carried_into),
    FOREIGN KEY (employee_id) REFERENCES employee (id)
) 
;
-- 20 kept-cases
CREATE TABLE kept_case (
    id BIGINT IDENTITY PRIMARY KEY,
    name NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE,
    employee_id BIGINT NOT NULL,
    day BIGINT NOT NULL,
    document NVARCHAR(MAX) NOT NULL,
    kept_at BIGINT NOT NULL,
    kept_by NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    CHECK (name <> ''),
    FOREIGN KEY (employee_id) REFERENCES employee (id)
) 
;
-- 21 postings
CREATE TABLE employee_posting (
    employee_id BIGINT NOT NULL,
    from_day BIGINT NOT NULL,
    department NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    location NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    PRIMARY KEY (employee_id, from_day),
    FOREIGN KEY (employee_id) REFERENCES employee (id)
) 
;
INSERT INTO employee_posting (employee_id, from_day, department, location)
SELECT id, joined_day, department, location FROM employee
;
DECLARE @sql NVARCHAR(MAX) = (
    SELECT N'ALTER TABLE employee DROP CONSTRAINT ' + QUOTENAME(d.name) FROM sys.default_constraints d
    JOIN sys.columns c ON c.object_id = d.parent_object_id AND c.column_id = d.parent_column_id
    WHERE d.parent_object_id = OBJECT_ID(N'employee') AND c.name = N'department');
IF @sql IS NOT NULL EXEC sp_executesql @sql
;
ALTER TABLE employee DROP COLUMN department
;
DECLARE @sql NVARCHAR(MAX) = (
    SELECT N'ALTER TABLE employee DROP CONSTRAINT ' + QUOTENAME(d.name) FROM sys.default_constraints d
    JOIN sys.columns c ON c.object_id = d.parent_object_id AND c.column_id = d.parent_column_id
    WHERE d.parent_object_id = OBJECT_ID(N'employee') AND c.name = N'location');
IF @sql IS NOT NULL EXEC sp_executesql @sql
;
ALTER TABLE employee DROP COLUMN location
;
-- 22 day-bookings
CREATE TABLE penalty_leave_type (
    position BIGINT NOT NULL PRIMARY KEY,
    type_id BIGINT NOT NULL UNIQUE,
    CHECK (position > 0),
    FOREIGN KEY (type_id) REFERENCES leave_type (id)
) 
;
CREATE TABLE day_booking (
    employee_id BIGINT NOT NULL,
    day BIGINT NOT NULL,
    penalty_half_days BIGINT NOT NULL,
    unpaid BIGINT NOT NULL,
    earned_half_days BIGINT NOT NULL,
    granted_half_days BIGINT NOT NULL,
    overtaken BIGINT NOT NULL,
    PRIMARY KEY (employee_id, day),
    FOREIGN KEY (employee_id) REFERENCES employee (id),
    CHECK (penalty_half_days >= 0),
    CHECK (unpaid >= 0),
    CHECK (earned_half_days >= 0),
    CHECK (granted_half_days >= 0),
    CHECK (overtaken >= 0)
) 
;
-- 23 leases
CREATE TABLE lease (
    name NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    holder NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    fence BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    CHECK (name <> ''),
    CHECK (holder <> ''),
    CHECK (fence > 0)
) 
;
-- 24 archives
CREATE TABLE archive (
    id BIGINT IDENTITY PRIMARY KEY,
    before_day BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    made_by NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    place NVARCHAR(MAX) NOT NULL,
    batch_count BIGINT NOT NULL,
    punch_count BIGINT NOT NULL,
    batches_hash VARBINARY(MAX) NOT NULL,
    UNIQUE (before_day),
    CHECK (batch_count > 0),
    CHECK (punch_count > 0)
) 
;
CREATE TABLE archived_batch (
    batch_id BIGINT NOT NULL PRIMARY KEY,
    archive_id BIGINT NOT NULL,
    FOREIGN KEY (batch_id) REFERENCES punch_batch (id),
    FOREIGN KEY (archive_id) REFERENCES archive (id)
) 
;
-- 25 day-indexes
CREATE INDEX leave_day_by_day ON leave_day (day)
;
CREATE INDEX day_booking_by_day ON day_booking (day)
;
CREATE INDEX overtime_approval_by_day ON overtime_approval (day)
;
CREATE INDEX outside_work_by_last_day ON outside_work (last_day)
;
CREATE INDEX punch_overlay_by_utc_s ON punch_overlay (utc_s)
;
-- 26 fleet
ALTER TABLE device ADD family BIGINT
;
ALTER TABLE device ADD connection NVARCHAR(MAX)
;
CREATE TABLE device_run (
    id BIGINT IDENTITY PRIMARY KEY,
    title NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    asked_at BIGINT NOT NULL,
    asked_by NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL
) 
;
CREATE TABLE device_task (
    id BIGINT IDENTITY PRIMARY KEY,
    run_id BIGINT NOT NULL,
    device_id BIGINT NOT NULL,
    task_order NVARCHAR(MAX) NOT NULL,
    state BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    started_at BIGINT,
    ended_at BIGINT,
    outcome NVARCHAR(MAX),
    FOREIGN KEY (run_id) REFERENCES device_run (id),
    FOREIGN KEY (device_id) REFERENCES device (id),
    CHECK (state BETWEEN 0 AND 4),
    CHECK (attempts >= 0)
) 
;
CREATE INDEX device_task_by_device ON device_task (device_id, state)
;
CREATE INDEX device_task_by_run ON device_task (run_id)
;
CREATE TABLE device_health (
    device_id BIGINT NOT NULL PRIMARY KEY,
    checked_at BIGINT NOT NULL,
    latency_us BIGINT,
    outcomes BIGINT NOT NULL,
    outcome_count BIGINT NOT NULL,
    failing_since BIGINT,
    next_try_at BIGINT,
    users BIGINT,
    user_capacity BIGINT,
    fingerprints BIGINT,
    fingerprint_capacity BIGINT,
    FOREIGN KEY (device_id) REFERENCES device (id),
    CHECK (outcome_count BETWEEN 0 AND 62)
) 
;
CREATE TABLE device_sighting (
    serial_number NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    address NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    device_type NVARCHAR(100) COLLATE Latin1_General_100_BIN2,
    push_version NVARCHAR(40) COLLATE Latin1_General_100_BIN2,
    first_seen_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    knocks BIGINT NOT NULL,
    CHECK (knocks > 0)
) 
;
CREATE TABLE push_stamp (
    device_id BIGINT NOT NULL,
    table_name NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    stamp NVARCHAR(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    PRIMARY KEY (device_id, table_name),
    FOREIGN KEY (device_id) REFERENCES device (id)
) 
;
CREATE TABLE device_operation (
    device_id BIGINT NOT NULL,
    local_s BIGINT NOT NULL,
    operation BIGINT NOT NULL,
    operator_user NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    parameters NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (device_id, local_s, operation, operator_user, parameters, seq),
    FOREIGN KEY (device_id) REFERENCES device (id),
    CHECK (seq >= 0)
) 
;
CREATE TABLE unreadable_line (
    id BIGINT IDENTITY PRIMARY KEY,
    device_id BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    line NVARCHAR(MAX) NOT NULL,
    reason NVARCHAR(MAX) NOT NULL,
    FOREIGN KEY (device_id) REFERENCES device (id)
) 
;
CREATE INDEX unreadable_line_by_device ON unreadable_line (device_id)
;
CREATE TABLE spool_mark (
    spool NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    entry BIGINT NOT NULL,
    CHECK (entry > 0)
) 
;
-- 27 biometrics
CREATE TABLE biometric_consent (
    id BIGINT IDENTITY PRIMARY KEY,
    employee_id BIGINT NOT NULL,
    given_day BIGINT NOT NULL,
    statement NVARCHAR(MAX) NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    withdrawn_at BIGINT,
    withdrawn_by NVARCHAR(200) COLLATE Latin1_General_100_BIN2,
    FOREIGN KEY (employee_id) REFERENCES employee (id)
) 
;
CREATE INDEX biometric_consent_by_person ON biometric_consent (employee_id)
;
CREATE TABLE finger_template (
    id BIGINT IDENTITY PRIMARY KEY,
    employee_id BIGINT NOT NULL,
    finger BIGINT NOT NULL,
    algorithm BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    sealed VARBINARY(MAX) NOT NULL,
    taken_at BIGINT NOT NULL,
    device_id BIGINT NOT NULL,
    UNIQUE (employee_id, finger, algorithm),
    FOREIGN KEY (employee_id) REFERENCES employee (id),
    CHECK (finger BETWEEN 0 AND 9),
    FOREIGN KEY (device_id) REFERENCES device (id)
) 
;
-- 28 doubts
CREATE TABLE taken_file (
    device_id BIGINT NOT NULL,
    hash NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name NVARCHAR(255) COLLATE Latin1_General_100_BIN2 NOT NULL,
    taken_at BIGINT NOT NULL,
    taken_by NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    PRIMARY KEY (device_id, hash),
    FOREIGN KEY (device_id) REFERENCES device (id)
) 
;
CREATE TABLE settled_doubt (
    punch_id BIGINT NOT NULL PRIMARY KEY,
    outcome BIGINT NOT NULL,
    added_id BIGINT,
    voided_id BIGINT,
    why NVARCHAR(MAX) NOT NULL,
    settled_by NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    settled_at BIGINT NOT NULL,
    CHECK (outcome BETWEEN 1 AND 3)
) 
;
-- 29 doubt-marks
CREATE TABLE doubtful_punch (
    punch_id BIGINT NOT NULL PRIMARY KEY,
    back_s BIGINT
) 
;
INSERT INTO doubtful_punch (punch_id, back_s)
SELECT id, NULL FROM placed_punch WHERE quarantine IS NOT NULL
;
SELECT batch_id, id, utc_s FROM punch WHERE quarantine IS NULL ORDER BY id
;
MERGE INTO doubtful_punch WITH (HOLDLOCK) AS stored USING (SELECT ? AS punch_id, ? AS back_s) AS given ON (stored.punch_id = given.punch_id) WHEN NOT MATCHED THEN INSERT (punch_id, back_s) VALUES (given.punch_id, given.back_s);
;
-- 30 device-refusals
ALTER TABLE device ADD last_refusal BIGINT
;
-- 31 device-detours
ALTER TABLE device_health ADD detour NVARCHAR(400) COLLATE Latin1_General_100_BIN2
;
-- 32 accounts
CREATE TABLE account (
    id BIGINT IDENTITY PRIMARY KEY,
    name NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name_key NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE,
    employee_id BIGINT,
    password_hash NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    password_set_at BIGINT NOT NULL,
    second_factor VARBINARY(MAX),
    second_factor_step BIGINT,
    must_change BIGINT NOT NULL,
    added_at BIGINT NOT NULL,
    closed_at BIGINT,
    CHECK (name <> ''),
    CHECK (name_key <> ''),
    FOREIGN KEY (employee_id) REFERENCES employee (id),
    CHECK (must_change IN (0, 1))
) 
;
CREATE TABLE account_role (
    account_id BIGINT NOT NULL,
    role NVARCHAR(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
    reach NVARCHAR(220) COLLATE Latin1_General_100_BIN2 NOT NULL,
    PRIMARY KEY (account_id, role, reach),
    FOREIGN KEY (account_id) REFERENCES account (id),
    CHECK (role <> ''),
    CHECK (reach <> '')
) 
;
CREATE TABLE account_recovery_code (
    account_id BIGINT NOT NULL,
    code_hash NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    PRIMARY KEY (account_id, code_hash),
    FOREIGN KEY (account_id) REFERENCES account (id)
) 
;
CREATE TABLE account_session (
    id BIGINT IDENTITY PRIMARY KEY,
    account_id BIGINT NOT NULL,
    proof_hash NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE,
    place NVARCHAR(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    began_at BIGINT NOT NULL,
    used_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    FOREIGN KEY (account_id) REFERENCES account (id)
) 
;
CREATE TABLE access_token (
    id BIGINT IDENTITY PRIMARY KEY,
    account_id BIGINT NOT NULL,
    name NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    proof_hash NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE,
    permissions NVARCHAR(MAX) NOT NULL,
    added_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    used_at BIGINT,
    revoked_at BIGINT,
    FOREIGN KEY (account_id) REFERENCES account (id),
    CHECK (name <> '')
) 
;
CREATE TABLE sign_in_failure (
    subject NVARCHAR(220) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    failures BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    closed_until BIGINT NOT NULL,
    CHECK (subject <> ''),
    CHECK (failures > 0)
) 
;
CREATE INDEX account_by_employee ON account (employee_id)
;
CREATE INDEX account_session_by_account ON account_session (account_id)
;
CREATE INDEX access_token_by_account ON access_token (account_id)
;
-- 33 journal-details
ALTER TABLE journal ADD behalf NVARCHAR(200) COLLATE Latin1_General_100_BIN2
;
ALTER TABLE journal ADD origin NVARCHAR(200) COLLATE Latin1_General_100_BIN2
;
ALTER TABLE journal ADD reason NVARCHAR(MAX)
;
CREATE INDEX journal_by_time ON journal (at)
;
-- 34 repeatable-requests
CREATE TABLE repeatable_request (
    request_key NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    request_hash NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    begun_at BIGINT NOT NULL,
    status BIGINT,
    answer NVARCHAR(MAX)
) 
;
-- 35 calendar-feeds
CREATE TABLE calendar_feed (
    id BIGINT IDENTITY PRIMARY KEY,
    account_id BIGINT NOT NULL,
    token_id BIGINT,
    name NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
    kind NVARCHAR(16) COLLATE Latin1_General_100_BIN2 NOT NULL,
    has_shifts BIGINT NOT NULL,
    proof_hash NVARCHAR(64) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE,
    added_at BIGINT NOT NULL,
    last_day BIGINT,
    fetched_at BIGINT,
    revoked_at BIGINT,
    FOREIGN KEY (account_id) REFERENCES account (id),
    FOREIGN KEY (token_id) REFERENCES access_token (id),
    CHECK (name <> ''),
    CHECK (kind <> ''),
    CHECK (has_shifts IN (0, 1))
) 
;
CREATE INDEX calendar_feed_by_account ON calendar_feed (account_id)
;
