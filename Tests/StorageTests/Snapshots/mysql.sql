-- 1 people
CREATE TABLE employee (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    code VARCHAR(32) NOT NULL UNIQUE,
    name VARCHAR(200) NOT NULL,
    department VARCHAR(200) NOT NULL,
    joined_day BIGINT NOT NULL,
    left_day BIGINT,
    CHECK (code <> ''),
    CHECK (name <> ''),
    CHECK (left_day IS NULL OR left_day >= joined_day)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE TABLE setting (
    name VARCHAR(64) NOT NULL PRIMARY KEY,
    value MEDIUMTEXT NOT NULL
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
-- 2 shifts
CREATE TABLE shift (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    code VARCHAR(16) NOT NULL UNIQUE,
    name VARCHAR(200) NOT NULL,
    start_s BIGINT NOT NULL,
    end_s BIGINT NOT NULL,
    policy MEDIUMTEXT NOT NULL,
    CHECK (code <> ''),
    CHECK (name <> ''),
    CHECK (start_s BETWEEN 0 AND 86399),
    CHECK (end_s BETWEEN 0 AND 86399)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE TABLE shift_break (
    shift_id BIGINT NOT NULL,
    `position` BIGINT NOT NULL,
    start_s BIGINT NOT NULL,
    end_s BIGINT NOT NULL,
    is_deducted BIGINT NOT NULL,
    PRIMARY KEY (shift_id, `position`),
    FOREIGN KEY (shift_id) REFERENCES shift (id),
    CHECK (`position` >= 0),
    CHECK (start_s BETWEEN 0 AND 86399),
    CHECK (end_s BETWEEN 0 AND 86399),
    CHECK (is_deducted IN (0, 1))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
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
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
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
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE TABLE weekly_off (
    weekday BIGINT NOT NULL PRIMARY KEY,
    weeks_of_month BIGINT NOT NULL,
    CHECK (weekday BETWEEN 0 AND 6),
    CHECK (weeks_of_month BETWEEN 0 AND 31)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE TABLE holiday (
    day BIGINT NOT NULL PRIMARY KEY,
    name VARCHAR(200) NOT NULL,
    CHECK (name <> '')
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
-- 3 devices
CREATE TABLE device (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name VARCHAR(100) NOT NULL UNIQUE,
    model VARCHAR(100) NOT NULL,
    host VARCHAR(255) NOT NULL,
    port BIGINT NOT NULL,
    transport BIGINT NOT NULL,
    comm_key BIGINT NOT NULL,
    zone VARCHAR(64) NOT NULL,
    direction BIGINT NOT NULL,
    serial_number VARCHAR(100),
    firmware VARCHAR(200),
    record_width BIGINT,
    last_seen_at BIGINT,
    last_error MEDIUMTEXT,
    clock_drift_s BIGINT,
    CHECK (name <> ''),
    CHECK (host <> ''),
    CHECK (port BETWEEN 1 AND 65535),
    CHECK (transport BETWEEN 0 AND 2),
    CHECK (comm_key BETWEEN 0 AND 4294967295),
    CHECK (zone <> ''),
    CHECK (direction BETWEEN 0 AND 3)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE TABLE device_user (
    device_id BIGINT NOT NULL,
    device_user VARCHAR(64) NOT NULL,
    name VARCHAR(200) NOT NULL,
    employee_id BIGINT,
    first_punch_at BIGINT,
    last_punch_at BIGINT,
    punch_count BIGINT NOT NULL,
    PRIMARY KEY (device_id, device_user),
    FOREIGN KEY (device_id) REFERENCES device (id),
    FOREIGN KEY (employee_id) REFERENCES employee (id),
    CHECK (punch_count >= 0)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE INDEX device_user_by_employee ON device_user (employee_id)
;
CREATE TABLE watermark (
    device_id BIGINT NOT NULL PRIMARY KEY,
    complete_through BIGINT,
    record_count BIGINT NOT NULL,
    last_record LONGBLOB,
    record_width BIGINT,
    read_at BIGINT NOT NULL,
    clock_drift_s BIGINT,
    FOREIGN KEY (device_id) REFERENCES device (id),
    CHECK (record_count >= 0)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
-- 4 ledger
CREATE TABLE chain_head (
    chain VARCHAR(64) NOT NULL PRIMARY KEY,
    length BIGINT NOT NULL,
    hash LONGBLOB NOT NULL,
    CHECK (length > 0)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE TABLE punch_batch (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    device_id BIGINT NOT NULL,
    number BIGINT NOT NULL,
    source BIGINT NOT NULL,
    collected_at BIGINT NOT NULL,
    sealed_at BIGINT NOT NULL,
    row_count BIGINT NOT NULL,
    terminal_count BIGINT,
    rows_hash LONGBLOB NOT NULL,
    prev_hash LONGBLOB NOT NULL,
    hash LONGBLOB NOT NULL,
    UNIQUE (device_id, number),
    FOREIGN KEY (device_id) REFERENCES device (id),
    CHECK (number > 0),
    CHECK (source > 0),
    CHECK (row_count >= 0)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE TABLE punch (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    batch_id BIGINT NOT NULL,
    device_id BIGINT NOT NULL,
    device_user VARCHAR(64) NOT NULL,
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
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
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
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
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
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE TABLE pending_day (
    employee_id BIGINT NOT NULL,
    day BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (employee_id, day)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
-- 6 journal
CREATE TABLE journal (
    id BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    actor VARCHAR(200) NOT NULL,
    action VARCHAR(64) NOT NULL,
    entity VARCHAR(64) NOT NULL,
    entity_id VARCHAR(200) NOT NULL,
    before_json MEDIUMTEXT,
    after_json MEDIUMTEXT,
    prev_hash LONGBLOB NOT NULL,
    hash LONGBLOB NOT NULL,
    CHECK (actor <> ''),
    CHECK (action <> ''),
    CHECK (entity <> '')
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE INDEX journal_by_entity ON journal (entity, entity_id)
;
-- 7 device-numbers
CREATE TABLE employee_device_number (
    employee_id BIGINT NOT NULL PRIMARY KEY,
    device_user VARCHAR(64) NOT NULL UNIQUE,
    FOREIGN KEY (employee_id) REFERENCES employee (id),
    CHECK (device_user <> '')
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
-- 8 device-capacity
ALTER TABLE device ADD record_capacity BIGINT
;
-- 9 device-care
ALTER TABLE device ADD retired_at BIGINT
;
CREATE TABLE device_note (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    device_id BIGINT NOT NULL,
    noted_at BIGINT NOT NULL,
    topic BIGINT NOT NULL,
    sentence MEDIUMTEXT NOT NULL,
    FOREIGN KEY (device_id) REFERENCES device (id),
    CHECK (topic > 0)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE INDEX device_note_by_device ON device_note (device_id)
;
-- 10 device-user-holders
CREATE TABLE device_user_holder (
    device_id BIGINT NOT NULL,
    device_user VARCHAR(64) NOT NULL,
    from_s BIGINT NOT NULL,
    until_s BIGINT NOT NULL,
    employee_id BIGINT NOT NULL,
    PRIMARY KEY (device_id, device_user, from_s),
    CHECK (from_s < until_s),
    FOREIGN KEY (device_id) REFERENCES device (id),
    FOREIGN KEY (employee_id) REFERENCES employee (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE INDEX device_user_holder_by_employee ON device_user_holder (employee_id)
;
INSERT INTO device_user_holder (device_id, device_user, from_s, until_s, employee_id)
SELECT device_id, device_user, -9223372036854775808, 9223372036854775807, employee_id FROM device_user
WHERE employee_id IS NOT NULL
;
CREATE TABLE device_user_10 (
    device_id BIGINT NOT NULL,
    device_user VARCHAR(64) NOT NULL,
    name VARCHAR(200) NOT NULL,
    listed_as VARCHAR(64),
    first_punch_at BIGINT,
    last_punch_at BIGINT,
    punch_count BIGINT NOT NULL,
    PRIMARY KEY (device_id, device_user),
    FOREIGN KEY (device_id) REFERENCES device (id),
    CHECK (punch_count >= 0)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
INSERT INTO device_user_10 (device_id, device_user, name, first_punch_at, last_punch_at, punch_count)
SELECT device_id, device_user, name, first_punch_at, last_punch_at, punch_count FROM device_user
;
DROP TABLE device_user
;
ALTER TABLE device_user_10 RENAME TO device_user
;
CREATE TABLE employee_device_number_10 (
    employee_id BIGINT NOT NULL PRIMARY KEY,
    device_user VARCHAR(64) NOT NULL,
    FOREIGN KEY (employee_id) REFERENCES employee (id),
    CHECK (device_user <> '')
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
INSERT INTO employee_device_number_10 (employee_id, device_user)
SELECT employee_id, device_user FROM employee_device_number
;
DROP TABLE employee_device_number
;
ALTER TABLE employee_device_number_10 RENAME TO employee_device_number
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
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
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
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
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
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE INDEX day_revision_by_day ON day_revision (employee_id, day)
;
-- 13 day-figures
ALTER TABLE employee ADD location VARCHAR(200) NOT NULL DEFAULT ''
;
ALTER TABLE employee ADD gender BIGINT CHECK (gender BETWEEN 1 AND 3)
;
ALTER TABLE employee ADD manager_id BIGINT, ADD FOREIGN KEY (manager_id) REFERENCES employee (id)
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
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name VARCHAR(100) NOT NULL UNIQUE,
    unit BIGINT NOT NULL,
    anchor_day BIGINT NOT NULL,
    week_start BIGINT NOT NULL,
    CHECK (name <> ''),
    CHECK (unit BETWEEN 0 AND 2),
    CHECK (week_start BETWEEN 0 AND 6)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
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
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE TABLE rotation_shift (
    rotation_id BIGINT NOT NULL,
    turn BIGINT NOT NULL,
    weekday BIGINT NOT NULL,
    `position` BIGINT NOT NULL,
    shift_id BIGINT NOT NULL,
    PRIMARY KEY (rotation_id, turn, weekday, `position`),
    FOREIGN KEY (rotation_id) REFERENCES rotation (id),
    CHECK (`position` >= 0),
    FOREIGN KEY (shift_id) REFERENCES shift (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE TABLE rotation_off (
    rotation_id BIGINT NOT NULL,
    weekday BIGINT NOT NULL,
    weeks_of_month BIGINT NOT NULL,
    PRIMARY KEY (rotation_id, weekday),
    FOREIGN KEY (rotation_id) REFERENCES rotation (id),
    CHECK (weekday BETWEEN 0 AND 6),
    CHECK (weeks_of_month BETWEEN 0 AND 31)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE TABLE roster_assignment (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    employee_id BIGINT,
    department VARCHAR(200),
    location VARCHAR(200),
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
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE INDEX roster_assignment_by_employee ON roster_assignment (employee_id, from_day)
;
INSERT INTO roster_assignment (employee_id, from_day, to_day, shift_id)
SELECT employee_id, from_day, to_day, shift_id FROM shift_assignment
;
DROP TABLE shift_assignment
;
CREATE TABLE shift_swap (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    requester_id BIGINT NOT NULL,
    partner_id BIGINT NOT NULL,
    reason VARCHAR(400) NOT NULL,
    state BIGINT NOT NULL,
    CHECK (requester_id <> partner_id),
    FOREIGN KEY (requester_id) REFERENCES employee (id),
    FOREIGN KEY (partner_id) REFERENCES employee (id),
    CHECK (state BETWEEN 0 AND 4)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE TABLE shift_swap_day (
    swap_id BIGINT NOT NULL,
    day BIGINT NOT NULL,
    PRIMARY KEY (swap_id, day),
    FOREIGN KEY (swap_id) REFERENCES shift_swap (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE TABLE roster_override (
    employee_id BIGINT NOT NULL,
    day BIGINT NOT NULL,
    rest BIGINT NOT NULL,
    reason VARCHAR(400) NOT NULL,
    swap_id BIGINT,
    PRIMARY KEY (employee_id, day),
    FOREIGN KEY (employee_id) REFERENCES employee (id),
    CHECK (rest BETWEEN 0 AND 2),
    FOREIGN KEY (swap_id) REFERENCES shift_swap (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE TABLE roster_override_shift (
    employee_id BIGINT NOT NULL,
    day BIGINT NOT NULL,
    `position` BIGINT NOT NULL,
    shift_id BIGINT NOT NULL,
    PRIMARY KEY (employee_id, day, `position`),
    CHECK (`position` >= 0),
    FOREIGN KEY (shift_id) REFERENCES shift (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
-- 15 approvals
CREATE TABLE approval_chain (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name VARCHAR(120) NOT NULL UNIQUE,
    priority BIGINT NOT NULL,
    conditions_json MEDIUMTEXT NOT NULL,
    levels_json MEDIUMTEXT NOT NULL,
    cancelling_needs_approval BIGINT NOT NULL,
    CHECK (name <> ''),
    CHECK (cancelling_needs_approval IN (0, 1))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE TABLE department_head (
    department VARCHAR(200) NOT NULL PRIMARY KEY,
    employee_id BIGINT NOT NULL,
    CHECK (department <> ''),
    FOREIGN KEY (employee_id) REFERENCES employee (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE TABLE delegation (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
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
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE TABLE approval_request (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    kind BIGINT NOT NULL,
    requester_id BIGINT NOT NULL,
    first_day BIGINT NOT NULL,
    last_day BIGINT NOT NULL,
    why MEDIUMTEXT NOT NULL,
    details_json MEDIUMTEXT NOT NULL,
    plan_json MEDIUMTEXT NOT NULL,
    submitted_at BIGINT NOT NULL,
    state BIGINT NOT NULL,
    level BIGINT,
    asked_at BIGINT,
    is_escalated BIGINT NOT NULL,
    yes_json MEDIUMTEXT NOT NULL,
    CHECK (last_day >= first_day),
    CHECK (kind BETWEEN 1 AND 255),
    FOREIGN KEY (requester_id) REFERENCES employee (id),
    CHECK (state BETWEEN 1 AND 7),
    CHECK (is_escalated IN (0, 1))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
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
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE INDEX approval_waiting_by_request ON approval_waiting (request_id)
;
CREATE TABLE approval_step (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    request_id BIGINT NOT NULL,
    action BIGINT NOT NULL,
    level BIGINT,
    employee_id BIGINT,
    behalf_id BIGINT,
    actor VARCHAR(200) NOT NULL,
    at BIGINT NOT NULL,
    remark MEDIUMTEXT NOT NULL,
    FOREIGN KEY (request_id) REFERENCES approval_request (id),
    CHECK (action BETWEEN 1 AND 255),
    FOREIGN KEY (employee_id) REFERENCES employee (id),
    FOREIGN KEY (behalf_id) REFERENCES employee (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE INDEX approval_step_by_request ON approval_step (request_id, id)
;
CREATE TABLE attachment (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    request_id BIGINT NOT NULL,
    name VARCHAR(255) NOT NULL,
    size BIGINT NOT NULL,
    sha256 LONGBLOB NOT NULL,
    bytes LONGBLOB NOT NULL,
    FOREIGN KEY (request_id) REFERENCES approval_request (id),
    CHECK (name <> ''),
    CHECK (size >= 0)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE INDEX attachment_by_request ON attachment (request_id)
;
CREATE TABLE punch_overlay (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    employee_id BIGINT NOT NULL,
    utc_s BIGINT NOT NULL,
    offset_s BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    punch_id BIGINT,
    way BIGINT NOT NULL,
    why MEDIUMTEXT NOT NULL,
    made_by VARCHAR(200) NOT NULL,
    made_at BIGINT NOT NULL,
    request_id BIGINT,
    revoked_by VARCHAR(200),
    revoked_at BIGINT,
    revoked_why MEDIUMTEXT,
    CHECK (((kind = 1) AND (punch_id IS NULL)) OR (NOT (kind = 1) AND NOT (punch_id IS NULL))),
    FOREIGN KEY (employee_id) REFERENCES employee (id),
    CHECK (kind BETWEEN 1 AND 3),
    FOREIGN KEY (punch_id) REFERENCES punch (id),
    CHECK (way BETWEEN 0 AND 2),
    FOREIGN KEY (request_id) REFERENCES approval_request (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE INDEX punch_overlay_by_employee ON punch_overlay (employee_id, utc_s)
;
CREATE INDEX punch_overlay_by_punch ON punch_overlay (punch_id)
;
CREATE TABLE outside_work (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    employee_id BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    first_day BIGINT NOT NULL,
    last_day BIGINT NOT NULL,
    `portion` BIGINT NOT NULL,
    from_s BIGINT,
    until_s BIGINT,
    request_id BIGINT NOT NULL,
    CHECK (last_day >= first_day),
    CHECK (((`portion` = 3) AND (from_s IS NOT NULL AND until_s IS NOT NULL AND until_s > from_s)) OR (NOT (`portion` = 3) AND NOT (from_s IS NOT NULL AND until_s IS NOT NULL AND until_s > from_s))),
    FOREIGN KEY (employee_id) REFERENCES employee (id),
    CHECK (kind BETWEEN 0 AND 1),
    CHECK (`portion` BETWEEN 0 AND 3),
    FOREIGN KEY (request_id) REFERENCES approval_request (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
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
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
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
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    code VARCHAR(16) NOT NULL UNIQUE,
    name VARCHAR(200) NOT NULL,
    kind BIGINT NOT NULL,
    rules MEDIUMTEXT NOT NULL,
    closed_through_day BIGINT,
    CHECK (code <> ''),
    CHECK (name <> ''),
    CHECK (kind BETWEEN 0 AND 255)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE TABLE leave_request (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    employee_id BIGINT NOT NULL,
    type_id BIGINT NOT NULL,
    first_day BIGINT NOT NULL,
    last_day BIGINT NOT NULL,
    starts_at_noon BIGINT NOT NULL,
    ends_at_noon BIGINT NOT NULL,
    from_s BIGINT,
    to_s BIGINT,
    reason MEDIUMTEXT NOT NULL,
    document MEDIUMTEXT NOT NULL,
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
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
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
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE TABLE leave_lot (
    employee_id BIGINT NOT NULL,
    type_id BIGINT NOT NULL,
    number BIGINT NOT NULL,
    source BIGINT NOT NULL,
    from_day BIGINT NOT NULL,
    through_day BIGINT,
    carries BIGINT NOT NULL,
    reference VARCHAR(120) NOT NULL,
    PRIMARY KEY (employee_id, type_id, number),
    UNIQUE (employee_id, type_id, reference),
    FOREIGN KEY (employee_id) REFERENCES employee (id),
    FOREIGN KEY (type_id) REFERENCES leave_type (id),
    CHECK (number > 0),
    CHECK (source BETWEEN 0 AND 255),
    CHECK (through_day >= from_day),
    CHECK (carries IN (0, 1)),
    CHECK (reference <> '')
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE TABLE leave_entry (
    employee_id BIGINT NOT NULL,
    type_id BIGINT NOT NULL,
    number BIGINT NOT NULL,
    lot_number BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    day BIGINT NOT NULL,
    reference VARCHAR(120) NOT NULL,
    reason MEDIUMTEXT NOT NULL,
    request_id BIGINT,
    actor VARCHAR(200) NOT NULL,
    booked_at BIGINT NOT NULL,
    PRIMARY KEY (employee_id, type_id, number),
    FOREIGN KEY (employee_id, type_id, lot_number) REFERENCES leave_lot (employee_id, type_id, number),
    CHECK (number > 0),
    CHECK (kind BETWEEN 0 AND 255),
    CHECK (amount <> 0),
    CHECK (reference <> ''),
    FOREIGN KEY (request_id) REFERENCES leave_request (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE INDEX leave_entry_by_lot ON leave_entry (employee_id, type_id, lot_number, day, amount)
;
-- 18 policies-and-calendars
CREATE TABLE named_policy (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name VARCHAR(100) NOT NULL UNIQUE,
    rules MEDIUMTEXT NOT NULL,
    CHECK (name <> '')
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE TABLE policy_assignment (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    policy_id BIGINT NOT NULL,
    employee_id BIGINT,
    shift_id BIGINT,
    department VARCHAR(200),
    location VARCHAR(200),
    from_day BIGINT NOT NULL,
    to_day BIGINT,
    FOREIGN KEY (policy_id) REFERENCES named_policy (id),
    FOREIGN KEY (employee_id) REFERENCES employee (id),
    FOREIGN KEY (shift_id) REFERENCES shift (id),
    CHECK (to_day IS NULL OR to_day >= from_day)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE INDEX policy_assignment_by_policy ON policy_assignment (policy_id)
;
CREATE TABLE holiday_18 (
    location VARCHAR(200) NOT NULL,
    day BIGINT NOT NULL,
    name VARCHAR(200) NOT NULL,
    kind BIGINT NOT NULL,
    is_yearly BIGINT NOT NULL,
    PRIMARY KEY (location, day),
    CHECK (name <> ''),
    CHECK (kind BETWEEN 0 AND 255),
    CHECK (is_yearly IN (0, 1))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
INSERT INTO holiday_18 (location, day, name, kind, is_yearly) SELECT '', day, name, 0, 0 FROM holiday
;
DROP TABLE holiday
;
ALTER TABLE holiday_18 RENAME TO holiday
;
CREATE TABLE weekly_off_18 (
    location VARCHAR(200) NOT NULL,
    weekday BIGINT NOT NULL,
    weeks_of_month BIGINT NOT NULL,
    PRIMARY KEY (location, weekday),
    CHECK (weekday BETWEEN 0 AND 6),
    CHECK (weeks_of_month BETWEEN 0 AND 31)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
INSERT INTO weekly_off_18 (location, weekday, weeks_of_month)
SELECT '', weekday, weeks_of_month FROM weekly_off
;
DROP TABLE weekly_off
;
ALTER TABLE weekly_off_18 RENAME TO weekly_off
;
CREATE TABLE optional_holiday (
    employee_id BIGINT NOT NULL,
    day BIGINT NOT NULL,
    PRIMARY KEY (employee_id, day),
    FOREIGN KEY (employee_id) REFERENCES employee (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE TABLE optional_holiday_limit (
    location VARCHAR(200) NOT NULL PRIMARY KEY,
    days BIGINT NOT NULL,
    CHECK (days BETWEEN 0 AND 366)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
SELECT id, policy FROM shift ORDER BY id
;
-- 19 period-locks
CREATE TABLE period_lock (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    month BIGINT NOT NULL,
    scope BIGINT NOT NULL,
    scope_name VARCHAR(200) NOT NULL,
    locked_at BIGINT NOT NULL,
    locked_by VARCHAR(200) NOT NULL,
    reason MEDIUMTEXT NOT NULL,
    UNIQUE (month, scope, scope_name),
    CHECK (scope BETWEEN 0 AND 2)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE TABLE period_lock_employee (
    lock_id BIGINT NOT NULL,
    employee_id BIGINT NOT NULL,
    PRIMARY KEY (lock_id, employee_id),
    FOREIGN KEY (lock_id) REFERENCES period_lock (id),
    FOREIGN KEY (employee_id) REFERENCES employee (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
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
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
-- 20 kept-cases
CREATE TABLE kept_case (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name VARCHAR(200) NOT NULL UNIQUE,
    employee_id BIGINT NOT NULL,
    day BIGINT NOT NULL,
    document MEDIUMTEXT NOT NULL,
    kept_at BIGINT NOT NULL,
    kept_by VARCHAR(200) NOT NULL,
    CHECK (name <> ''),
    FOREIGN KEY (employee_id) REFERENCES employee (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
-- 21 postings
CREATE TABLE employee_posting (
    employee_id BIGINT NOT NULL,
    from_day BIGINT NOT NULL,
    department VARCHAR(200) NOT NULL,
    location VARCHAR(200) NOT NULL,
    PRIMARY KEY (employee_id, from_day),
    FOREIGN KEY (employee_id) REFERENCES employee (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
INSERT INTO employee_posting (employee_id, from_day, department, location)
SELECT id, joined_day, department, location FROM employee
;
ALTER TABLE employee DROP COLUMN department
;
ALTER TABLE employee DROP COLUMN location
;
-- 22 day-bookings
CREATE TABLE penalty_leave_type (
    `position` BIGINT NOT NULL PRIMARY KEY,
    type_id BIGINT NOT NULL UNIQUE,
    CHECK (`position` > 0),
    FOREIGN KEY (type_id) REFERENCES leave_type (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
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
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
-- 23 leases
CREATE TABLE lease (
    name VARCHAR(100) NOT NULL PRIMARY KEY,
    holder VARCHAR(200) NOT NULL,
    fence BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    CHECK (name <> ''),
    CHECK (holder <> ''),
    CHECK (fence > 0)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
-- 24 archives
CREATE TABLE archive (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    before_day BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    made_by VARCHAR(200) NOT NULL,
    place MEDIUMTEXT NOT NULL,
    batch_count BIGINT NOT NULL,
    punch_count BIGINT NOT NULL,
    batches_hash LONGBLOB NOT NULL,
    UNIQUE (before_day),
    CHECK (batch_count > 0),
    CHECK (punch_count > 0)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE TABLE archived_batch (
    batch_id BIGINT NOT NULL PRIMARY KEY,
    archive_id BIGINT NOT NULL,
    FOREIGN KEY (batch_id) REFERENCES punch_batch (id),
    FOREIGN KEY (archive_id) REFERENCES archive (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
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
ALTER TABLE device ADD connection MEDIUMTEXT
;
CREATE TABLE device_run (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    title VARCHAR(200) NOT NULL,
    asked_at BIGINT NOT NULL,
    asked_by VARCHAR(200) NOT NULL
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE TABLE device_task (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    run_id BIGINT NOT NULL,
    device_id BIGINT NOT NULL,
    task_order MEDIUMTEXT NOT NULL,
    state BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    started_at BIGINT,
    ended_at BIGINT,
    outcome MEDIUMTEXT,
    FOREIGN KEY (run_id) REFERENCES device_run (id),
    FOREIGN KEY (device_id) REFERENCES device (id),
    CHECK (state BETWEEN 0 AND 4),
    CHECK (attempts >= 0)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
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
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE TABLE device_sighting (
    serial_number VARCHAR(100) NOT NULL PRIMARY KEY,
    address VARCHAR(100) NOT NULL,
    device_type VARCHAR(100),
    push_version VARCHAR(40),
    first_seen_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    knocks BIGINT NOT NULL,
    CHECK (knocks > 0)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE TABLE push_stamp (
    device_id BIGINT NOT NULL,
    table_name VARCHAR(40) NOT NULL,
    stamp VARCHAR(40) NOT NULL,
    PRIMARY KEY (device_id, table_name),
    FOREIGN KEY (device_id) REFERENCES device (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE TABLE device_operation (
    device_id BIGINT NOT NULL,
    local_s BIGINT NOT NULL,
    operation BIGINT NOT NULL,
    operator_user VARCHAR(64) NOT NULL,
    parameters VARCHAR(200) NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (device_id, local_s, operation, operator_user, parameters, seq),
    FOREIGN KEY (device_id) REFERENCES device (id),
    CHECK (seq >= 0)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE TABLE unreadable_line (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    device_id BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    line MEDIUMTEXT NOT NULL,
    reason MEDIUMTEXT NOT NULL,
    FOREIGN KEY (device_id) REFERENCES device (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE INDEX unreadable_line_by_device ON unreadable_line (device_id)
;
CREATE TABLE spool_mark (
    spool VARCHAR(64) NOT NULL PRIMARY KEY,
    entry BIGINT NOT NULL,
    CHECK (entry > 0)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
-- 27 biometrics
CREATE TABLE biometric_consent (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    employee_id BIGINT NOT NULL,
    given_day BIGINT NOT NULL,
    statement MEDIUMTEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by VARCHAR(200) NOT NULL,
    withdrawn_at BIGINT,
    withdrawn_by VARCHAR(200),
    FOREIGN KEY (employee_id) REFERENCES employee (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE INDEX biometric_consent_by_person ON biometric_consent (employee_id)
;
CREATE TABLE finger_template (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    employee_id BIGINT NOT NULL,
    finger BIGINT NOT NULL,
    algorithm BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    sealed LONGBLOB NOT NULL,
    taken_at BIGINT NOT NULL,
    device_id BIGINT NOT NULL,
    UNIQUE (employee_id, finger, algorithm),
    FOREIGN KEY (employee_id) REFERENCES employee (id),
    CHECK (finger BETWEEN 0 AND 9),
    FOREIGN KEY (device_id) REFERENCES device (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
-- 28 doubts
CREATE TABLE taken_file (
    device_id BIGINT NOT NULL,
    hash VARCHAR(64) NOT NULL,
    name VARCHAR(255) NOT NULL,
    taken_at BIGINT NOT NULL,
    taken_by VARCHAR(200) NOT NULL,
    PRIMARY KEY (device_id, hash),
    FOREIGN KEY (device_id) REFERENCES device (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE TABLE settled_doubt (
    punch_id BIGINT NOT NULL PRIMARY KEY,
    outcome BIGINT NOT NULL,
    added_id BIGINT,
    voided_id BIGINT,
    why MEDIUMTEXT NOT NULL,
    settled_by VARCHAR(200) NOT NULL,
    settled_at BIGINT NOT NULL,
    CHECK (outcome BETWEEN 1 AND 3)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
-- 29 doubt-marks
CREATE TABLE doubtful_punch (
    punch_id BIGINT NOT NULL PRIMARY KEY,
    back_s BIGINT
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
INSERT INTO doubtful_punch (punch_id, back_s)
SELECT id, NULL FROM placed_punch WHERE quarantine IS NOT NULL
;
SELECT batch_id, id, utc_s FROM punch WHERE quarantine IS NULL ORDER BY id
;
INSERT INTO doubtful_punch (punch_id, back_s) VALUES (?, ?) ON DUPLICATE KEY UPDATE punch_id = doubtful_punch.punch_id
;
-- 30 device-refusals
ALTER TABLE device ADD last_refusal BIGINT
;
-- 31 device-detours
ALTER TABLE device_health ADD detour VARCHAR(400)
;
-- 32 accounts
CREATE TABLE account (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name VARCHAR(100) NOT NULL,
    name_key VARCHAR(100) NOT NULL UNIQUE,
    employee_id BIGINT,
    password_hash VARCHAR(200) NOT NULL,
    password_set_at BIGINT NOT NULL,
    second_factor LONGBLOB,
    second_factor_step BIGINT,
    must_change BIGINT NOT NULL,
    added_at BIGINT NOT NULL,
    closed_at BIGINT,
    CHECK (name <> ''),
    CHECK (name_key <> ''),
    FOREIGN KEY (employee_id) REFERENCES employee (id),
    CHECK (must_change IN (0, 1))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE TABLE account_role (
    account_id BIGINT NOT NULL,
    `role` VARCHAR(32) NOT NULL,
    reach VARCHAR(220) NOT NULL,
    PRIMARY KEY (account_id, `role`, reach),
    FOREIGN KEY (account_id) REFERENCES account (id),
    CHECK (`role` <> ''),
    CHECK (reach <> '')
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE TABLE account_recovery_code (
    account_id BIGINT NOT NULL,
    code_hash VARCHAR(64) NOT NULL,
    PRIMARY KEY (account_id, code_hash),
    FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE TABLE account_session (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    account_id BIGINT NOT NULL,
    proof_hash VARCHAR(64) NOT NULL UNIQUE,
    place VARCHAR(200) NOT NULL,
    began_at BIGINT NOT NULL,
    used_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE TABLE access_token (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    account_id BIGINT NOT NULL,
    name VARCHAR(100) NOT NULL,
    proof_hash VARCHAR(64) NOT NULL UNIQUE,
    permissions MEDIUMTEXT NOT NULL,
    added_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    used_at BIGINT,
    revoked_at BIGINT,
    FOREIGN KEY (account_id) REFERENCES account (id),
    CHECK (name <> '')
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE TABLE sign_in_failure (
    subject VARCHAR(220) NOT NULL PRIMARY KEY,
    failures BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    closed_until BIGINT NOT NULL,
    CHECK (subject <> ''),
    CHECK (failures > 0)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE INDEX account_by_employee ON account (employee_id)
;
CREATE INDEX account_session_by_account ON account_session (account_id)
;
CREATE INDEX access_token_by_account ON access_token (account_id)
;
-- 33 journal-details
ALTER TABLE journal ADD behalf VARCHAR(200)
;
ALTER TABLE journal ADD origin VARCHAR(200)
;
ALTER TABLE journal ADD reason MEDIUMTEXT
;
CREATE INDEX journal_by_time ON journal (at)
;
-- 34 repeatable-requests
CREATE TABLE repeatable_request (
    request_key VARCHAR(64) NOT NULL PRIMARY KEY,
    request_hash VARCHAR(64) NOT NULL,
    begun_at BIGINT NOT NULL,
    status BIGINT,
    answer MEDIUMTEXT
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
-- 35 calendar-feeds
CREATE TABLE calendar_feed (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    account_id BIGINT NOT NULL,
    token_id BIGINT,
    name VARCHAR(100) NOT NULL,
    kind VARCHAR(16) NOT NULL,
    has_shifts BIGINT NOT NULL,
    proof_hash VARCHAR(64) NOT NULL UNIQUE,
    added_at BIGINT NOT NULL,
    last_day BIGINT,
    fetched_at BIGINT,
    revoked_at BIGINT,
    FOREIGN KEY (account_id) REFERENCES account (id),
    FOREIGN KEY (token_id) REFERENCES access_token (id),
    CHECK (name <> ''),
    CHECK (kind <> ''),
    CHECK (has_shifts IN (0, 1))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin
;
CREATE INDEX calendar_feed_by_account ON calendar_feed (account_id)
;
