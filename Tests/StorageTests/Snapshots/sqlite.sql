-- 1 people
CREATE TABLE employee (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE CHECK (code <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    department TEXT NOT NULL,
    joined_day INTEGER NOT NULL,
    left_day INTEGER CHECK (left_day IS NULL OR left_day >= joined_day)
) STRICT
;
CREATE TABLE setting (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT
;
-- 2 shifts
CREATE TABLE shift (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE CHECK (code <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    start_s INTEGER NOT NULL CHECK (start_s BETWEEN 0 AND 86399),
    end_s INTEGER NOT NULL CHECK (end_s BETWEEN 0 AND 86399),
    policy TEXT NOT NULL
) STRICT
;
CREATE TABLE shift_break (
    shift_id INTEGER NOT NULL REFERENCES shift (id),
    position INTEGER NOT NULL CHECK (position >= 0),
    start_s INTEGER NOT NULL CHECK (start_s BETWEEN 0 AND 86399),
    end_s INTEGER NOT NULL CHECK (end_s BETWEEN 0 AND 86399),
    is_deducted INTEGER NOT NULL CHECK (is_deducted IN (0, 1)),
    PRIMARY KEY (shift_id, position)
) STRICT, WITHOUT ROWID
;
CREATE TABLE shift_partial_day (
    shift_id INTEGER NOT NULL REFERENCES shift (id),
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
    start_s INTEGER NOT NULL CHECK (start_s BETWEEN 0 AND 86399),
    end_s INTEGER NOT NULL CHECK (end_s BETWEEN 0 AND 86399),
    half_day_below_s INTEGER NOT NULL CHECK (half_day_below_s >= 0),
    absent_below_s INTEGER NOT NULL CHECK (absent_below_s >= 0),
    PRIMARY KEY (shift_id, weekday)
) STRICT, WITHOUT ROWID
;
CREATE TABLE shift_assignment (
    employee_id INTEGER NOT NULL REFERENCES employee (id),
    from_day INTEGER NOT NULL,
    to_day INTEGER CHECK (to_day IS NULL OR to_day >= from_day),
    shift_id INTEGER NOT NULL REFERENCES shift (id),
    PRIMARY KEY (employee_id, from_day, shift_id)
) STRICT, WITHOUT ROWID
;
CREATE TABLE weekly_off (
    weekday INTEGER NOT NULL PRIMARY KEY CHECK (weekday BETWEEN 0 AND 6),
    weeks_of_month INTEGER NOT NULL CHECK (weeks_of_month BETWEEN 0 AND 31)
) STRICT
;
CREATE TABLE holiday (
    day INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> '')
) STRICT
;
-- 3 devices
CREATE TABLE device (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    model TEXT NOT NULL,
    host TEXT NOT NULL CHECK (host <> ''),
    port INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
    transport INTEGER NOT NULL CHECK (transport BETWEEN 0 AND 2),
    comm_key INTEGER NOT NULL CHECK (comm_key BETWEEN 0 AND 4294967295),
    zone TEXT NOT NULL CHECK (zone <> ''),
    direction INTEGER NOT NULL CHECK (direction BETWEEN 0 AND 3),
    serial_number TEXT,
    firmware TEXT,
    record_width INTEGER,
    last_seen_at INTEGER,
    last_error TEXT,
    clock_drift_s INTEGER
) STRICT
;
CREATE TABLE device_user (
    device_id INTEGER NOT NULL REFERENCES device (id),
    device_user TEXT NOT NULL,
    name TEXT NOT NULL,
    employee_id INTEGER REFERENCES employee (id),
    first_punch_at INTEGER,
    last_punch_at INTEGER,
    punch_count INTEGER NOT NULL CHECK (punch_count >= 0),
    PRIMARY KEY (device_id, device_user)
) STRICT, WITHOUT ROWID
;
CREATE INDEX device_user_by_employee ON device_user (employee_id)
;
CREATE TABLE watermark (
    device_id INTEGER NOT NULL PRIMARY KEY REFERENCES device (id),
    complete_through INTEGER,
    record_count INTEGER NOT NULL CHECK (record_count >= 0),
    last_record BLOB,
    record_width INTEGER,
    read_at INTEGER NOT NULL,
    clock_drift_s INTEGER
) STRICT
;
-- 4 ledger
CREATE TABLE chain_head (
    chain TEXT NOT NULL PRIMARY KEY,
    length INTEGER NOT NULL CHECK (length > 0),
    hash BLOB NOT NULL
) STRICT
;
CREATE TABLE punch_batch (
    id INTEGER PRIMARY KEY,
    device_id INTEGER NOT NULL REFERENCES device (id),
    number INTEGER NOT NULL CHECK (number > 0),
    source INTEGER NOT NULL CHECK (source > 0),
    collected_at INTEGER NOT NULL,
    sealed_at INTEGER NOT NULL,
    row_count INTEGER NOT NULL CHECK (row_count >= 0),
    terminal_count INTEGER,
    rows_hash BLOB NOT NULL,
    prev_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    UNIQUE (device_id, number)
) STRICT
;
CREATE TABLE punch (
    id INTEGER PRIMARY KEY,
    batch_id INTEGER NOT NULL REFERENCES punch_batch (id),
    device_id INTEGER NOT NULL REFERENCES device (id),
    device_user TEXT NOT NULL,
    local_s INTEGER NOT NULL,
    offset_s INTEGER NOT NULL,
    utc_s INTEGER NOT NULL,
    state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 255),
    verify INTEGER NOT NULL CHECK (verify BETWEEN 0 AND 255),
    seq INTEGER NOT NULL CHECK (seq BETWEEN 0 AND 65535),
    work_code INTEGER NOT NULL CHECK (work_code BETWEEN 0 AND 4294967295),
    quarantine INTEGER CHECK (quarantine BETWEEN 1 AND 3),
    UNIQUE (device_id, local_s, device_user, state, verify, seq)
) STRICT
;
CREATE TABLE punch_owner (
    employee_id INTEGER NOT NULL,
    utc_s INTEGER NOT NULL,
    punch_id INTEGER NOT NULL,
    offset_s INTEGER NOT NULL,
    state INTEGER NOT NULL,
    verify INTEGER NOT NULL,
    device_id INTEGER NOT NULL,
    quarantine INTEGER,
    PRIMARY KEY (employee_id, utc_s, punch_id)
) STRICT, WITHOUT ROWID
;
-- 5 attendance
CREATE TABLE day_result (
    employee_id INTEGER NOT NULL,
    day INTEGER NOT NULL,
    status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 255),
    shift_id INTEGER,
    first_in INTEGER,
    last_out INTEGER,
    first_in_offset_s INTEGER NOT NULL,
    last_out_offset_s INTEGER NOT NULL,
    work_s INTEGER NOT NULL,
    break_s INTEGER NOT NULL,
    late_s INTEGER NOT NULL,
    early_s INTEGER NOT NULL,
    overtime_s INTEGER NOT NULL,
    compensatory_half_days INTEGER NOT NULL,
    punch_count INTEGER NOT NULL,
    flags INTEGER NOT NULL,
    PRIMARY KEY (employee_id, day)
) STRICT, WITHOUT ROWID
;
CREATE TABLE pending_day (
    employee_id INTEGER NOT NULL,
    day INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (employee_id, day)
) STRICT, WITHOUT ROWID
;
-- 6 journal
CREATE TABLE journal (
    id INTEGER NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL CHECK (actor <> ''),
    action TEXT NOT NULL CHECK (action <> ''),
    entity TEXT NOT NULL CHECK (entity <> ''),
    entity_id TEXT NOT NULL,
    before_json TEXT,
    after_json TEXT,
    prev_hash BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT
;
CREATE INDEX journal_by_entity ON journal (entity, entity_id)
;
-- 7 device-numbers
CREATE TABLE employee_device_number (
    employee_id INTEGER NOT NULL PRIMARY KEY REFERENCES employee (id),
    device_user TEXT NOT NULL UNIQUE CHECK (device_user <> '')
) STRICT
;
-- 8 device-capacity
ALTER TABLE device ADD record_capacity INTEGER
;
-- 9 device-care
ALTER TABLE device ADD retired_at INTEGER
;
CREATE TABLE device_note (
    id INTEGER PRIMARY KEY,
    device_id INTEGER NOT NULL REFERENCES device (id),
    noted_at INTEGER NOT NULL,
    topic INTEGER NOT NULL CHECK (topic > 0),
    sentence TEXT NOT NULL
) STRICT
;
CREATE INDEX device_note_by_device ON device_note (device_id)
;
-- 10 device-user-holders
CREATE TABLE device_user_holder (
    device_id INTEGER NOT NULL REFERENCES device (id),
    device_user TEXT NOT NULL,
    from_s INTEGER NOT NULL,
    until_s INTEGER NOT NULL,
    employee_id INTEGER NOT NULL REFERENCES employee (id),
    PRIMARY KEY (device_id, device_user, from_s),
    CHECK (from_s < until_s)
) STRICT, WITHOUT ROWID
;
CREATE INDEX device_user_holder_by_employee ON device_user_holder (employee_id)
;
INSERT INTO device_user_holder (device_id, device_user, from_s, until_s, employee_id)
SELECT device_id, device_user, -9223372036854775808, 9223372036854775807, employee_id FROM device_user
WHERE employee_id IS NOT NULL
;
CREATE TABLE device_user_10 (
    device_id INTEGER NOT NULL REFERENCES device (id),
    device_user TEXT NOT NULL,
    name TEXT NOT NULL,
    listed_as TEXT,
    first_punch_at INTEGER,
    last_punch_at INTEGER,
    punch_count INTEGER NOT NULL CHECK (punch_count >= 0),
    PRIMARY KEY (device_id, device_user)
) STRICT, WITHOUT ROWID
;
INSERT INTO device_user_10 (device_id, device_user, name, first_punch_at, last_punch_at, punch_count)
SELECT device_id, device_user, name, first_punch_at, last_punch_at, punch_count FROM device_user
;
DROP TABLE device_user
;
ALTER TABLE device_user_10 RENAME TO device_user
;
CREATE TABLE employee_device_number_10 (
    employee_id INTEGER NOT NULL PRIMARY KEY REFERENCES employee (id),
    device_user TEXT NOT NULL CHECK (device_user <> '')
) STRICT
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
ALTER TABLE device ADD zone_since_punch INTEGER
;
CREATE TABLE punch_placement (
    punch_id INTEGER NOT NULL PRIMARY KEY,
    utc_s INTEGER NOT NULL,
    offset_s INTEGER NOT NULL,
    quarantine INTEGER
) STRICT
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
    id INTEGER PRIMARY KEY,
    employee_id INTEGER NOT NULL REFERENCES employee (id),
    day INTEGER NOT NULL,
    status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 255),
    shift_id INTEGER,
    first_in INTEGER,
    last_out INTEGER,
    first_in_offset_s INTEGER NOT NULL,
    last_out_offset_s INTEGER NOT NULL,
    work_s INTEGER NOT NULL,
    break_s INTEGER NOT NULL,
    late_s INTEGER NOT NULL,
    early_s INTEGER NOT NULL,
    overtime_s INTEGER NOT NULL,
    compensatory_half_days INTEGER NOT NULL,
    punch_count INTEGER NOT NULL,
    flags INTEGER NOT NULL,
    revised_at INTEGER NOT NULL
) STRICT
;
CREATE INDEX day_revision_by_day ON day_revision (employee_id, day)
;
-- 13 day-figures
ALTER TABLE employee ADD location TEXT NOT NULL DEFAULT ''
;
ALTER TABLE employee ADD gender INTEGER CHECK (gender BETWEEN 1 AND 3)
;
ALTER TABLE employee ADD manager_id INTEGER REFERENCES employee (id)
;
ALTER TABLE day_result ADD policy_id INTEGER
;
ALTER TABLE day_result ADD first_half_leave_id INTEGER
;
ALTER TABLE day_result ADD second_half_leave_id INTEGER
;
ALTER TABLE day_result ADD overtime_1_s INTEGER NOT NULL DEFAULT 0
;
ALTER TABLE day_result ADD overtime_2_s INTEGER NOT NULL DEFAULT 0
;
ALTER TABLE day_result ADD overtime_3_s INTEGER NOT NULL DEFAULT 0
;
ALTER TABLE day_result ADD weekly_overtime_s INTEGER NOT NULL DEFAULT 0
;
ALTER TABLE day_result ADD payable_overtime_s INTEGER NOT NULL DEFAULT 0
;
ALTER TABLE day_result ADD hourly_leave_s INTEGER NOT NULL DEFAULT 0
;
ALTER TABLE day_result ADD duty_s INTEGER NOT NULL DEFAULT 0
;
ALTER TABLE day_result ADD penalty_half_days INTEGER NOT NULL DEFAULT 0
;
UPDATE day_result SET overtime_1_s = overtime_s, payable_overtime_s = overtime_s
;
ALTER TABLE day_revision ADD policy_id INTEGER
;
ALTER TABLE day_revision ADD first_half_leave_id INTEGER
;
ALTER TABLE day_revision ADD second_half_leave_id INTEGER
;
ALTER TABLE day_revision ADD overtime_1_s INTEGER NOT NULL DEFAULT 0
;
ALTER TABLE day_revision ADD overtime_2_s INTEGER NOT NULL DEFAULT 0
;
ALTER TABLE day_revision ADD overtime_3_s INTEGER NOT NULL DEFAULT 0
;
ALTER TABLE day_revision ADD weekly_overtime_s INTEGER NOT NULL DEFAULT 0
;
ALTER TABLE day_revision ADD payable_overtime_s INTEGER NOT NULL DEFAULT 0
;
ALTER TABLE day_revision ADD hourly_leave_s INTEGER NOT NULL DEFAULT 0
;
ALTER TABLE day_revision ADD duty_s INTEGER NOT NULL DEFAULT 0
;
ALTER TABLE day_revision ADD penalty_half_days INTEGER NOT NULL DEFAULT 0
;
UPDATE day_revision SET overtime_1_s = overtime_s, payable_overtime_s = overtime_s
;
-- 14 rosters
CREATE TABLE rotation (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    unit INTEGER NOT NULL CHECK (unit BETWEEN 0 AND 2),
    anchor_day INTEGER NOT NULL,
    week_start INTEGER NOT NULL CHECK (week_start BETWEEN 0 AND 6)
) STRICT
;
CREATE TABLE rotation_day (
    rotation_id INTEGER NOT NULL REFERENCES rotation (id),
    turn INTEGER NOT NULL CHECK (turn >= 0),
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 7),
    rest INTEGER NOT NULL CHECK (rest BETWEEN 0 AND 2),
    PRIMARY KEY (rotation_id, turn, weekday)
) STRICT, WITHOUT ROWID
;
CREATE TABLE rotation_shift (
    rotation_id INTEGER NOT NULL REFERENCES rotation (id),
    turn INTEGER NOT NULL,
    weekday INTEGER NOT NULL,
    position INTEGER NOT NULL CHECK (position >= 0),
    shift_id INTEGER NOT NULL REFERENCES shift (id),
    PRIMARY KEY (rotation_id, turn, weekday, position)
) STRICT, WITHOUT ROWID
;
CREATE TABLE rotation_off (
    rotation_id INTEGER NOT NULL REFERENCES rotation (id),
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
    weeks_of_month INTEGER NOT NULL CHECK (weeks_of_month BETWEEN 0 AND 31),
    PRIMARY KEY (rotation_id, weekday)
) STRICT, WITHOUT ROWID
;
CREATE TABLE roster_assignment (
    id INTEGER PRIMARY KEY,
    employee_id INTEGER REFERENCES employee (id),
    department TEXT,
    location TEXT,
    from_day INTEGER NOT NULL,
    to_day INTEGER CHECK (to_day IS NULL OR to_day >= from_day),
    shift_id INTEGER REFERENCES shift (id),
    rotation_id INTEGER REFERENCES rotation (id),
    CHECK (employee_id IS NULL OR (department IS NULL AND location IS NULL)),
    CHECK (department IS NULL OR location IS NULL),
    CHECK ((shift_id IS NULL AND rotation_id IS NOT NULL) OR (shift_id IS NOT NULL AND rotation_id IS NULL))
) STRICT
;
CREATE INDEX roster_assignment_by_employee ON roster_assignment (employee_id, from_day)
;
INSERT INTO roster_assignment (employee_id, from_day, to_day, shift_id)
SELECT employee_id, from_day, to_day, shift_id FROM shift_assignment
;
DROP TABLE shift_assignment
;
CREATE TABLE shift_swap (
    id INTEGER PRIMARY KEY,
    requester_id INTEGER NOT NULL REFERENCES employee (id),
    partner_id INTEGER NOT NULL REFERENCES employee (id),
    reason TEXT NOT NULL,
    state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 4),
    CHECK (requester_id <> partner_id)
) STRICT
;
CREATE TABLE shift_swap_day (
    swap_id INTEGER NOT NULL REFERENCES shift_swap (id),
    day INTEGER NOT NULL,
    PRIMARY KEY (swap_id, day)
) STRICT, WITHOUT ROWID
;
CREATE TABLE roster_override (
    employee_id INTEGER NOT NULL REFERENCES employee (id),
    day INTEGER NOT NULL,
    rest INTEGER NOT NULL CHECK (rest BETWEEN 0 AND 2),
    reason TEXT NOT NULL,
    swap_id INTEGER REFERENCES shift_swap (id),
    PRIMARY KEY (employee_id, day)
) STRICT, WITHOUT ROWID
;
CREATE TABLE roster_override_shift (
    employee_id INTEGER NOT NULL,
    day INTEGER NOT NULL,
    position INTEGER NOT NULL CHECK (position >= 0),
    shift_id INTEGER NOT NULL REFERENCES shift (id),
    PRIMARY KEY (employee_id, day, position)
) STRICT, WITHOUT ROWID
;
-- 15 approvals
CREATE TABLE approval_chain (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    priority INTEGER NOT NULL,
    conditions_json TEXT NOT NULL,
    levels_json TEXT NOT NULL,
    cancelling_needs_approval INTEGER NOT NULL CHECK (cancelling_needs_approval IN (0, 1))
) STRICT
;
CREATE TABLE department_head (
    department TEXT NOT NULL PRIMARY KEY CHECK (department <> ''),
    employee_id INTEGER NOT NULL REFERENCES employee (id)
) STRICT
;
CREATE TABLE delegation (
    id INTEGER PRIMARY KEY,
    approver_id INTEGER NOT NULL REFERENCES employee (id),
    delegate_id INTEGER NOT NULL REFERENCES employee (id),
    first_day INTEGER NOT NULL,
    last_day INTEGER CHECK (last_day IS NULL OR last_day >= first_day),
    only_while_away INTEGER NOT NULL CHECK (only_while_away IN (0, 1)),
    CHECK (approver_id <> delegate_id)
) STRICT
;
CREATE TABLE approval_request (
    id INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 255),
    requester_id INTEGER NOT NULL REFERENCES employee (id),
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    why TEXT NOT NULL,
    details_json TEXT NOT NULL,
    plan_json TEXT NOT NULL,
    submitted_at INTEGER NOT NULL,
    state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 7),
    level INTEGER,
    asked_at INTEGER,
    is_escalated INTEGER NOT NULL CHECK (is_escalated IN (0, 1)),
    yes_json TEXT NOT NULL,
    CHECK (last_day >= first_day)
) STRICT
;
CREATE INDEX approval_request_by_requester ON approval_request (requester_id, first_day)
;
CREATE INDEX approval_request_by_state ON approval_request (state)
;
CREATE TABLE approval_waiting (
    employee_id INTEGER NOT NULL REFERENCES employee (id),
    request_id INTEGER NOT NULL REFERENCES approval_request (id),
    PRIMARY KEY (employee_id, request_id)
) STRICT, WITHOUT ROWID
;
CREATE INDEX approval_waiting_by_request ON approval_waiting (request_id)
;
CREATE TABLE approval_step (
    id INTEGER PRIMARY KEY,
    request_id INTEGER NOT NULL REFERENCES approval_request (id),
    action INTEGER NOT NULL CHECK (action BETWEEN 1 AND 255),
    level INTEGER,
    employee_id INTEGER REFERENCES employee (id),
    behalf_id INTEGER REFERENCES employee (id),
    actor TEXT NOT NULL,
    at INTEGER NOT NULL,
    remark TEXT NOT NULL
) STRICT
;
CREATE INDEX approval_step_by_request ON approval_step (request_id, id)
;
CREATE TABLE attachment (
    id INTEGER PRIMARY KEY,
    request_id INTEGER NOT NULL REFERENCES approval_request (id),
    name TEXT NOT NULL CHECK (name <> ''),
    size INTEGER NOT NULL CHECK (size >= 0),
    sha256 BLOB NOT NULL,
    bytes BLOB NOT NULL
) STRICT
;
CREATE INDEX attachment_by_request ON attachment (request_id)
;
CREATE TABLE punch_overlay (
    id INTEGER PRIMARY KEY,
    employee_id INTEGER NOT NULL REFERENCES employee (id),
    utc_s INTEGER NOT NULL,
    offset_s INTEGER NOT NULL,
    kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 3),
    punch_id INTEGER REFERENCES punch (id),
    way INTEGER NOT NULL CHECK (way BETWEEN 0 AND 2),
    why TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    request_id INTEGER REFERENCES approval_request (id),
    revoked_by TEXT,
    revoked_at INTEGER,
    revoked_why TEXT,
    CHECK ((kind = 1) = (punch_id IS NULL))
) STRICT
;
CREATE INDEX punch_overlay_by_employee ON punch_overlay (employee_id, utc_s)
;
CREATE INDEX punch_overlay_by_punch ON punch_overlay (punch_id)
;
CREATE TABLE outside_work (
    id INTEGER PRIMARY KEY,
    employee_id INTEGER NOT NULL REFERENCES employee (id),
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 1),
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    portion INTEGER NOT NULL CHECK (portion BETWEEN 0 AND 3),
    from_s INTEGER,
    until_s INTEGER,
    request_id INTEGER NOT NULL REFERENCES approval_request (id),
    CHECK (last_day >= first_day),
    CHECK ((portion = 3) = (from_s IS NOT NULL AND until_s IS NOT NULL AND until_s > from_s))
) STRICT
;
CREATE INDEX outside_work_by_employee ON outside_work (employee_id, first_day)
;
CREATE TABLE overtime_approval (
    employee_id INTEGER NOT NULL REFERENCES employee (id),
    day INTEGER NOT NULL,
    request_id INTEGER NOT NULL REFERENCES approval_request (id),
    seconds INTEGER NOT NULL CHECK (seconds > 0),
    PRIMARY KEY (employee_id, day, request_id)
) STRICT, WITHOUT ROWID
;
-- 16 shift-breaks
ALTER TABLE shift_break ADD kind INTEGER NOT NULL DEFAULT 0 CHECK (kind BETWEEN 0 AND 3)
;
ALTER TABLE shift_break ADD length_s INTEGER NOT NULL DEFAULT 0 CHECK (length_s >= 0)
;
ALTER TABLE shift_break ADD paid_s INTEGER NOT NULL DEFAULT 0 CHECK (paid_s >= 0)
;
ALTER TABLE shift ADD is_automatic INTEGER NOT NULL DEFAULT 0 CHECK (is_automatic IN (0, 1))
;
-- 17 leave
CREATE TABLE leave_type (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE CHECK (code <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 255),
    rules TEXT NOT NULL,
    closed_through_day INTEGER
) STRICT
;
CREATE TABLE leave_request (
    id INTEGER PRIMARY KEY,
    employee_id INTEGER NOT NULL REFERENCES employee (id),
    type_id INTEGER NOT NULL REFERENCES leave_type (id),
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL CHECK (last_day >= first_day),
    starts_at_noon INTEGER NOT NULL CHECK (starts_at_noon IN (0, 1)),
    ends_at_noon INTEGER NOT NULL CHECK (ends_at_noon IN (0, 1)),
    from_s INTEGER CHECK (from_s BETWEEN 0 AND 86399),
    to_s INTEGER CHECK (to_s BETWEEN 0 AND 86399),
    reason TEXT NOT NULL,
    document TEXT NOT NULL,
    accepts_excess INTEGER NOT NULL CHECK (accepts_excess IN (0, 1)),
    asked_day INTEGER NOT NULL,
    status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 255),
    approval_id INTEGER NOT NULL UNIQUE REFERENCES approval_request (id)
) STRICT
;
CREATE INDEX leave_request_by_employee ON leave_request (employee_id, first_day)
;
CREATE TABLE leave_day (
    employee_id INTEGER NOT NULL,
    day INTEGER NOT NULL,
    request_id INTEGER NOT NULL REFERENCES leave_request (id),
    part INTEGER NOT NULL CHECK (part BETWEEN 0 AND 3),
    type_id INTEGER NOT NULL REFERENCES leave_type (id),
    amount INTEGER NOT NULL CHECK (amount > 0),
    from_at INTEGER,
    until_at INTEGER,
    is_rest_day INTEGER NOT NULL CHECK (is_rest_day IN (0, 1)),
    PRIMARY KEY (employee_id, day, request_id, part)
) STRICT, WITHOUT ROWID
;
CREATE TABLE leave_lot (
    employee_id INTEGER NOT NULL REFERENCES employee (id),
    type_id INTEGER NOT NULL REFERENCES leave_type (id),
    number INTEGER NOT NULL CHECK (number > 0),
    source INTEGER NOT NULL CHECK (source BETWEEN 0 AND 255),
    from_day INTEGER NOT NULL,
    through_day INTEGER CHECK (through_day >= from_day),
    carries INTEGER NOT NULL CHECK (carries IN (0, 1)),
    reference TEXT NOT NULL CHECK (reference <> ''),
    PRIMARY KEY (employee_id, type_id, number),
    UNIQUE (employee_id, type_id, reference)
) STRICT, WITHOUT ROWID
;
CREATE TABLE leave_entry (
    employee_id INTEGER NOT NULL,
    type_id INTEGER NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    lot_number INTEGER NOT NULL,
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 255),
    amount INTEGER NOT NULL CHECK (amount <> 0),
    day INTEGER NOT NULL,
    reference TEXT NOT NULL CHECK (reference <> ''),
    reason TEXT NOT NULL,
    request_id INTEGER REFERENCES leave_request (id),
    actor TEXT NOT NULL,
    booked_at INTEGER NOT NULL,
    PRIMARY KEY (employee_id, type_id, number),
    FOREIGN KEY (employee_id, type_id, lot_number) REFERENCES leave_lot (employee_id, type_id, number)
) STRICT, WITHOUT ROWID
;
CREATE INDEX leave_entry_by_lot ON leave_entry (employee_id, type_id, lot_number, day, amount)
;
-- 18 policies-and-calendars
CREATE TABLE named_policy (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    rules TEXT NOT NULL
) STRICT
;
CREATE TABLE policy_assignment (
    id INTEGER PRIMARY KEY,
    policy_id INTEGER NOT NULL REFERENCES named_policy (id),
    employee_id INTEGER REFERENCES employee (id),
    shift_id INTEGER REFERENCES shift (id),
    department TEXT,
    location TEXT,
    from_day INTEGER NOT NULL,
    to_day INTEGER CHECK (to_day IS NULL OR to_day >= from_day)
) STRICT
;
CREATE INDEX policy_assignment_by_policy ON policy_assignment (policy_id)
;
CREATE TABLE holiday_18 (
    location TEXT NOT NULL,
    day INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 255),
    is_yearly INTEGER NOT NULL CHECK (is_yearly IN (0, 1)),
    PRIMARY KEY (location, day)
) STRICT, WITHOUT ROWID
;
INSERT INTO holiday_18 (location, day, name, kind, is_yearly) SELECT '', day, name, 0, 0 FROM holiday
;
DROP TABLE holiday
;
ALTER TABLE holiday_18 RENAME TO holiday
;
CREATE TABLE weekly_off_18 (
    location TEXT NOT NULL,
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
    weeks_of_month INTEGER NOT NULL CHECK (weeks_of_month BETWEEN 0 AND 31),
    PRIMARY KEY (location, weekday)
) STRICT, WITHOUT ROWID
;
INSERT INTO weekly_off_18 (location, weekday, weeks_of_month)
SELECT '', weekday, weeks_of_month FROM weekly_off
;
DROP TABLE weekly_off
;
ALTER TABLE weekly_off_18 RENAME TO weekly_off
;
CREATE TABLE optional_holiday (
    employee_id INTEGER NOT NULL REFERENCES employee (id),
    day INTEGER NOT NULL,
    PRIMARY KEY (employee_id, day)
) STRICT, WITHOUT ROWID
;
CREATE TABLE optional_holiday_limit (
    location TEXT NOT NULL PRIMARY KEY,
    days INTEGER NOT NULL CHECK (days BETWEEN 0 AND 366)
) STRICT
;
SELECT id, policy FROM shift ORDER BY id
;
-- 19 period-locks
CREATE TABLE period_lock (
    id INTEGER PRIMARY KEY,
    month INTEGER NOT NULL,
    scope INTEGER NOT NULL CHECK (scope BETWEEN 0 AND 2),
    scope_name TEXT NOT NULL,
    locked_at INTEGER NOT NULL,
    locked_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    UNIQUE (month, scope, scope_name)
) STRICT
;
CREATE TABLE period_lock_employee (
    lock_id INTEGER NOT NULL REFERENCES period_lock (id),
    employee_id INTEGER NOT NULL REFERENCES employee (id),
    PRIMARY KEY (lock_id, employee_id)
) STRICT, WITHOUT ROWID
;
CREATE TABLE day_adjustment (
    employee_id INTEGER NOT NULL REFERENCES employee (id),
    day INTEGER NOT NULL,
    carried_into INTEGER NOT NULL,
    status_before INTEGER NOT NULL, status_after INTEGER NOT NULL, paid_half_days INTEGER NOT NULL, work_s INTEGER NOT NULL, late_s INTEGER NOT NULL, early_s INTEGER NOT NULL, overtime_1_s INTEGER NOT NULL, overtime_2_s INTEGER NOT NULL, overtime_3_s INTEGER NOT NULL, compensatory_half_days INTEGER NOT NULL, penalty_half_days INTEGER NOT NULL, noted_at INTEGER NOT NULL,
    PRIMARY KEY (employee_id, day, carried_into)
) STRICT, WITHOUT ROWID
;
-- 20 kept-cases
CREATE TABLE kept_case (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    employee_id INTEGER NOT NULL REFERENCES employee (id),
    day INTEGER NOT NULL,
    document TEXT NOT NULL,
    kept_at INTEGER NOT NULL,
    kept_by TEXT NOT NULL
) STRICT
;
-- 21 postings
CREATE TABLE employee_posting (
    employee_id INTEGER NOT NULL REFERENCES employee (id),
    from_day INTEGER NOT NULL,
    department TEXT NOT NULL,
    location TEXT NOT NULL,
    PRIMARY KEY (employee_id, from_day)
) STRICT, WITHOUT ROWID
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
    position INTEGER NOT NULL PRIMARY KEY CHECK (position > 0),
    type_id INTEGER NOT NULL UNIQUE REFERENCES leave_type (id)
) STRICT
;
CREATE TABLE day_booking (
    employee_id INTEGER NOT NULL REFERENCES employee (id),
    day INTEGER NOT NULL,
    penalty_half_days INTEGER NOT NULL CHECK (penalty_half_days >= 0), unpaid INTEGER NOT NULL CHECK (unpaid >= 0), earned_half_days INTEGER NOT NULL CHECK (earned_half_days >= 0), granted_half_days INTEGER NOT NULL CHECK (granted_half_days >= 0), overtaken INTEGER NOT NULL CHECK (overtaken >= 0),
    PRIMARY KEY (employee_id, day)
) STRICT, WITHOUT ROWID
;
-- 23 leases
CREATE TABLE lease (
    name TEXT NOT NULL PRIMARY KEY CHECK (name <> ''),
    holder TEXT NOT NULL CHECK (holder <> ''),
    fence INTEGER NOT NULL CHECK (fence > 0),
    expires_at INTEGER NOT NULL
) STRICT
;
-- 24 archives
CREATE TABLE archive (
    id INTEGER PRIMARY KEY,
    before_day INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    place TEXT NOT NULL,
    batch_count INTEGER NOT NULL CHECK (batch_count > 0),
    punch_count INTEGER NOT NULL CHECK (punch_count > 0),
    batches_hash BLOB NOT NULL,
    UNIQUE (before_day)
) STRICT
;
CREATE TABLE archived_batch (
    batch_id INTEGER NOT NULL PRIMARY KEY REFERENCES punch_batch (id),
    archive_id INTEGER NOT NULL REFERENCES archive (id)
) STRICT
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
ALTER TABLE device ADD family INTEGER
;
ALTER TABLE device ADD connection TEXT
;
CREATE TABLE device_run (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    asked_by TEXT NOT NULL
) STRICT
;
CREATE TABLE device_task (
    id INTEGER PRIMARY KEY,
    run_id INTEGER NOT NULL REFERENCES device_run (id),
    device_id INTEGER NOT NULL REFERENCES device (id),
    task_order TEXT NOT NULL,
    state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 4),
    attempts INTEGER NOT NULL CHECK (attempts >= 0),
    due_at INTEGER NOT NULL,
    started_at INTEGER,
    ended_at INTEGER,
    outcome TEXT
) STRICT
;
CREATE INDEX device_task_by_device ON device_task (device_id, state)
;
CREATE INDEX device_task_by_run ON device_task (run_id)
;
CREATE TABLE device_health (
    device_id INTEGER NOT NULL PRIMARY KEY REFERENCES device (id),
    checked_at INTEGER NOT NULL,
    latency_us INTEGER,
    outcomes INTEGER NOT NULL,
    outcome_count INTEGER NOT NULL CHECK (outcome_count BETWEEN 0 AND 62),
    failing_since INTEGER,
    next_try_at INTEGER,
    users INTEGER,
    user_capacity INTEGER,
    fingerprints INTEGER,
    fingerprint_capacity INTEGER
) STRICT
;
CREATE TABLE device_sighting (
    serial_number TEXT NOT NULL PRIMARY KEY,
    address TEXT NOT NULL,
    device_type TEXT,
    push_version TEXT,
    first_seen_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    knocks INTEGER NOT NULL CHECK (knocks > 0)
) STRICT
;
CREATE TABLE push_stamp (
    device_id INTEGER NOT NULL REFERENCES device (id),
    table_name TEXT NOT NULL,
    stamp TEXT NOT NULL,
    PRIMARY KEY (device_id, table_name)
) STRICT, WITHOUT ROWID
;
CREATE TABLE device_operation (
    device_id INTEGER NOT NULL REFERENCES device (id),
    local_s INTEGER NOT NULL,
    operation INTEGER NOT NULL,
    operator_user TEXT NOT NULL,
    parameters TEXT NOT NULL,
    seq INTEGER NOT NULL CHECK (seq >= 0),
    PRIMARY KEY (device_id, local_s, operation, operator_user, parameters, seq)
) STRICT, WITHOUT ROWID
;
CREATE TABLE unreadable_line (
    id INTEGER PRIMARY KEY,
    device_id INTEGER NOT NULL REFERENCES device (id),
    received_at INTEGER NOT NULL,
    line TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT
;
CREATE INDEX unreadable_line_by_device ON unreadable_line (device_id)
;
CREATE TABLE spool_mark (
    spool TEXT NOT NULL PRIMARY KEY,
    entry INTEGER NOT NULL CHECK (entry > 0)
) STRICT
;
-- 27 biometrics
CREATE TABLE biometric_consent (
    id INTEGER PRIMARY KEY,
    employee_id INTEGER NOT NULL REFERENCES employee (id),
    given_day INTEGER NOT NULL,
    statement TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT NOT NULL,
    withdrawn_at INTEGER,
    withdrawn_by TEXT
) STRICT
;
CREATE INDEX biometric_consent_by_person ON biometric_consent (employee_id)
;
CREATE TABLE finger_template (
    id INTEGER PRIMARY KEY,
    employee_id INTEGER NOT NULL REFERENCES employee (id),
    finger INTEGER NOT NULL CHECK (finger BETWEEN 0 AND 9),
    algorithm INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    taken_at INTEGER NOT NULL,
    device_id INTEGER NOT NULL REFERENCES device (id),
    UNIQUE (employee_id, finger, algorithm)
) STRICT
;
-- 28 doubts
CREATE TABLE taken_file (
    device_id INTEGER NOT NULL REFERENCES device (id),
    hash TEXT NOT NULL,
    name TEXT NOT NULL,
    taken_at INTEGER NOT NULL,
    taken_by TEXT NOT NULL,
    PRIMARY KEY (device_id, hash)
) STRICT, WITHOUT ROWID
;
CREATE TABLE settled_doubt (
    punch_id INTEGER NOT NULL PRIMARY KEY,
    outcome INTEGER NOT NULL CHECK (outcome BETWEEN 1 AND 3),
    added_id INTEGER,
    voided_id INTEGER,
    why TEXT NOT NULL,
    settled_by TEXT NOT NULL,
    settled_at INTEGER NOT NULL
) STRICT
;
-- 29 doubt-marks
CREATE TABLE doubtful_punch (
    punch_id INTEGER NOT NULL PRIMARY KEY,
    back_s INTEGER
) STRICT
;
INSERT INTO doubtful_punch (punch_id, back_s)
SELECT id, NULL FROM placed_punch WHERE quarantine IS NOT NULL
;
SELECT batch_id, id, utc_s FROM punch WHERE quarantine IS NULL ORDER BY id
;
INSERT INTO doubtful_punch (punch_id, back_s) VALUES (?, ?) ON CONFLICT (punch_id) DO NOTHING
;
-- 30 device-refusals
ALTER TABLE device ADD last_refusal INTEGER
;
-- 31 device-detours
ALTER TABLE device_health ADD detour TEXT
;
-- 32 accounts
CREATE TABLE account (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL UNIQUE CHECK (name_key <> ''),
    employee_id INTEGER REFERENCES employee (id),
    password_hash TEXT NOT NULL,
    password_set_at INTEGER NOT NULL,
    second_factor BLOB,
    second_factor_step INTEGER,
    must_change INTEGER NOT NULL CHECK (must_change IN (0, 1)),
    added_at INTEGER NOT NULL,
    closed_at INTEGER
) STRICT
;
CREATE TABLE account_role (
    account_id INTEGER NOT NULL REFERENCES account (id),
    role TEXT NOT NULL CHECK (role <> ''),
    reach TEXT NOT NULL CHECK (reach <> ''),
    PRIMARY KEY (account_id, role, reach)
) STRICT, WITHOUT ROWID
;
CREATE TABLE account_recovery_code (
    account_id INTEGER NOT NULL REFERENCES account (id),
    code_hash TEXT NOT NULL,
    PRIMARY KEY (account_id, code_hash)
) STRICT, WITHOUT ROWID
;
CREATE TABLE account_session (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id),
    proof_hash TEXT NOT NULL UNIQUE,
    place TEXT NOT NULL,
    began_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL
) STRICT
;
CREATE TABLE access_token (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id),
    name TEXT NOT NULL CHECK (name <> ''),
    proof_hash TEXT NOT NULL UNIQUE,
    permissions TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    used_at INTEGER,
    revoked_at INTEGER
) STRICT
;
CREATE TABLE sign_in_failure (
    subject TEXT NOT NULL PRIMARY KEY CHECK (subject <> ''),
    failures INTEGER NOT NULL CHECK (failures > 0),
    last_at INTEGER NOT NULL,
    closed_until INTEGER NOT NULL
) STRICT
;
CREATE INDEX account_by_employee ON account (employee_id)
;
CREATE INDEX account_session_by_account ON account_session (account_id)
;
CREATE INDEX access_token_by_account ON access_token (account_id)
;
-- 33 journal-details
ALTER TABLE journal ADD behalf TEXT
;
ALTER TABLE journal ADD origin TEXT
;
ALTER TABLE journal ADD reason TEXT
;
CREATE INDEX journal_by_time ON journal (at)
;
-- 34 repeatable-requests
CREATE TABLE repeatable_request (
    request_key TEXT NOT NULL PRIMARY KEY,
    request_hash TEXT NOT NULL,
    begun_at INTEGER NOT NULL,
    status INTEGER,
    answer TEXT
) STRICT
;
-- 35 calendar-feeds
CREATE TABLE calendar_feed (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id),
    token_id INTEGER REFERENCES access_token (id),
    name TEXT NOT NULL CHECK (name <> ''),
    kind TEXT NOT NULL CHECK (kind <> ''),
    has_shifts INTEGER NOT NULL CHECK (has_shifts IN (0, 1)),
    proof_hash TEXT NOT NULL UNIQUE,
    added_at INTEGER NOT NULL,
    last_day INTEGER,
    fetched_at INTEGER,
    revoked_at INTEGER
) STRICT
;
CREATE INDEX calendar_feed_by_account ON calendar_feed (account_id)
;
