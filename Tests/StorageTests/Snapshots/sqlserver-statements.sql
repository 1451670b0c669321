DELETE FROM access_token
;
DELETE FROM account
;
DELETE FROM account_recovery_code
;
DELETE FROM account_recovery_code WHERE account_id = ?
;
DELETE FROM account_recovery_code WHERE account_id = ? AND code_hash = ?
;
DELETE FROM account_role
;
DELETE FROM account_role WHERE account_id = ?
;
DELETE FROM account_session
;
DELETE FROM account_session WHERE account_id = ? AND id <> ?
;
DELETE FROM account_session WHERE ends_at <= ? OR used_at <= ?
;
DELETE FROM account_session WHERE id = ?
;
DELETE FROM approval_chain WHERE id = ?
;
DELETE FROM approval_waiting WHERE request_id = ?
;
DELETE FROM calendar_feed
;
DELETE FROM day_adjustment WHERE employee_id = ? AND day = ? AND carried_into = ?
;
DELETE FROM day_booking WHERE employee_id = ? AND day = ?
;
DELETE FROM day_result WHERE employee_id = ? AND day BETWEEN ? AND ?
;
DELETE FROM day_result WHERE employee_id IN (SELECT id FROM employee) AND day BETWEEN ? AND ?
;
DELETE FROM delegation WHERE id = ?
;
DELETE FROM department_head WHERE department = ?
;
DELETE FROM device_note WHERE device_id = ?
;
DELETE FROM device_note WHERE device_id = ? AND topic = ?
;
DELETE FROM device_sighting WHERE serial_number = ?
;
DELETE FROM device_user_holder WHERE device_id = ? AND device_user = ?
;
DELETE FROM doubtful_punch WHERE punch_id BETWEEN ? AND ? AND punch_id IN (SELECT id FROM punch WHERE id BETWEEN ? AND ? AND batch_id IN (SELECT batch_id FROM archived_batch))
;
DELETE FROM employee_device_number WHERE employee_id = ?
;
DELETE FROM employee_posting WHERE employee_id = ?
;
DELETE FROM finger_template WHERE employee_id = ?
;
DELETE FROM holiday WHERE location = ? AND day = ?
;
DELETE FROM kept_case WHERE id = ?
;
DELETE FROM leave_day WHERE employee_id = ? AND day = ? AND request_id = ?
;
DELETE FROM leave_day WHERE employee_id = ? AND request_id = ?
;
DELETE FROM named_policy WHERE id = ?
;
DELETE FROM optional_holiday WHERE employee_id = ? AND day = ?
;
DELETE FROM optional_holiday_limit WHERE location = ?
;
DELETE FROM outside_work WHERE id = ?
;
DELETE FROM overtime_approval WHERE request_id = ?
;
DELETE FROM penalty_leave_type
;
DELETE FROM pending_day WHERE employee_id = ? AND day = ? AND revision = ?
;
DELETE FROM period_lock WHERE id = ?
;
DELETE FROM period_lock_employee WHERE lock_id = ?
;
DELETE FROM policy_assignment WHERE id = ?
;
DELETE FROM punch WHERE id BETWEEN ? AND ? AND batch_id IN (SELECT batch_id FROM archived_batch)
;
DELETE FROM punch_batch WHERE id = ?
;
DELETE FROM punch_overlay WHERE punch_id BETWEEN ? AND ? AND punch_id IN (SELECT id FROM punch WHERE id BETWEEN ? AND ? AND batch_id IN (SELECT batch_id FROM archived_batch))
;
DELETE FROM punch_owner WHERE employee_id = ? AND utc_s = ? AND punch_id = ?
;
DELETE FROM punch_placement WHERE punch_id = ?
;
DELETE FROM punch_placement WHERE punch_id BETWEEN ? AND ? AND punch_id IN (SELECT id FROM punch WHERE id BETWEEN ? AND ? AND batch_id IN (SELECT batch_id FROM archived_batch))
;
DELETE FROM repeatable_request WHERE begun_at < ?
;
DELETE FROM repeatable_request WHERE request_key = ?
;
DELETE FROM roster_assignment WHERE id = ?
;
DELETE FROM roster_override WHERE employee_id = ? AND day = ?
;
DELETE FROM roster_override_shift WHERE employee_id = ? AND day = ?
;
DELETE FROM rotation WHERE id = ?
;
DELETE FROM rotation_day WHERE rotation_id = ?
;
DELETE FROM rotation_off WHERE rotation_id = ?
;
DELETE FROM rotation_shift WHERE rotation_id = ?
;
DELETE FROM settled_doubt WHERE punch_id = ?
;
DELETE FROM shift WHERE id = ?
;
DELETE FROM shift_break WHERE shift_id = ?
;
DELETE FROM shift_partial_day WHERE shift_id = ?
;
DELETE FROM sign_in_failure
;
DELETE FROM sign_in_failure WHERE last_at <= ?
;
DELETE FROM sign_in_failure WHERE subject = ?
;
DELETE FROM sign_in_failure WHERE subject = ? AND failures = 1
;
DELETE FROM sign_in_failure WHERE subject = ? OR subject LIKE ?
;
DELETE FROM spool_mark WHERE spool = ?
;
DELETE FROM unreadable_line WHERE id = ?
;
DELETE FROM weekly_off WHERE location = ?
;
INSERT INTO approval_chain (name, priority, conditions_json, levels_json, cancelling_needs_approval) VALUES (?, ?, ?, ?, ?)
;
INSERT INTO approval_request (kind, requester_id, first_day, last_day, why, details_json, plan_json, submitted_at, state, level, asked_at, is_escalated, yes_json) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
;
INSERT INTO approval_step (request_id, action, level, employee_id, behalf_id, actor, at, remark) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
;
INSERT INTO approval_waiting (employee_id, request_id) VALUES (?, ?)
;
INSERT INTO archive (before_day, made_at, made_by, place, batch_count, punch_count, batches_hash) VALUES (?, ?, ?, ?, ?, ?, ?)
;
INSERT INTO archived_batch (batch_id, archive_id) VALUES (?, ?)
;
INSERT INTO attachment (request_id, name, size, sha256, bytes) VALUES (?, ?, ?, ?, ?)
;
INSERT INTO biometric_consent (employee_id, given_day, statement, recorded_at, recorded_by) VALUES (?, ?, ?, ?, ?)
;
INSERT INTO calendar_feed (account_id, token_id, name, kind, has_shifts, proof_hash, added_at, last_day) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
;
MERGE INTO chain_head WITH (HOLDLOCK) AS stored USING (SELECT ? AS chain, ? AS length, ? AS hash) AS given ON (stored.chain = given.chain) WHEN MATCHED THEN UPDATE SET length = given.length, hash = given.hash WHEN NOT MATCHED THEN INSERT (chain, length, hash) VALUES (given.chain, given.length, given.hash);
;
MERGE INTO day_adjustment WITH (HOLDLOCK) AS stored USING (SELECT ? AS employee_id, ? AS day, ? AS carried_into, ? AS status_before, ? AS status_after, ? AS paid_half_days, ? AS work_s, ? AS late_s, ? AS early_s, ? AS overtime_1_s, ? AS overtime_2_s, ? AS overtime_3_s, ? AS compensatory_half_days, ? AS penalty_half_days, ? AS noted_at) AS given ON (stored.employee_id = given.employee_id AND stored.day = given.day AND stored.carried_into = given.carried_into) WHEN MATCHED THEN UPDATE SET status_before = given.status_before, status_after = given.status_after, paid_half_days = given.paid_half_days, work_s = given.work_s, late_s = given.late_s, early_s = given.early_s, overtime_1_s = given.overtime_1_s, overtime_2_s = given.overtime_2_s, overtime_3_s = given.overtime_3_s, compensatory_half_days = given.compensatory_half_days, penalty_half_days = given.penalty_half_days, noted_at = given.noted_at WHEN NOT MATCHED THEN INSERT (employee_id, day, carried_into, status_before, status_after, paid_half_days, work_s, late_s, early_s, overtime_1_s, overtime_2_s, overtime_3_s, compensatory_half_days, penalty_half_days, noted_at) VALUES (given.employee_id, given.day, given.carried_into, given.status_before, given.status_after, given.paid_half_days, given.work_s, given.late_s, given.early_s, given.overtime_1_s, given.overtime_2_s, given.overtime_3_s, given.compensatory_half_days, given.penalty_half_days, given.noted_at);
;
MERGE INTO day_booking WITH (HOLDLOCK) AS stored USING (SELECT ? AS employee_id, ? AS day, ? AS penalty_half_days, ? AS unpaid, ? AS earned_half_days, ? AS granted_half_days, ? AS overtaken) AS given ON (stored.employee_id = given.employee_id AND stored.day = given.day) WHEN MATCHED THEN UPDATE SET penalty_half_days = given.penalty_half_days, unpaid = given.unpaid, earned_half_days = given.earned_half_days, granted_half_days = given.granted_half_days, overtaken = given.overtaken WHEN NOT MATCHED THEN INSERT (employee_id, day, penalty_half_days, unpaid, earned_half_days, granted_half_days, overtaken) VALUES (given.employee_id, given.day, given.penalty_half_days, given.unpaid, given.earned_half_days, given.granted_half_days, given.overtaken);
;
MERGE INTO day_result WITH (HOLDLOCK) AS stored USING (SELECT ? AS employee_id, ? AS day, ? AS status, ? AS shift_id, ? AS first_in, ? AS last_out, ? AS first_in_offset_s, ? AS last_out_offset_s, ? AS work_s, ? AS break_s, ? AS late_s, ? AS early_s, ? AS overtime_s, ? AS compensatory_half_days, ? AS punch_count, ? AS flags, ? AS policy_id, ? AS overtime_1_s, ? AS overtime_2_s, ? AS overtime_3_s, ? AS weekly_overtime_s, ? AS payable_overtime_s, ? AS first_half_leave_id, ? AS second_half_leave_id, ? AS hourly_leave_s, ? AS duty_s, ? AS penalty_half_days) AS given ON (stored.employee_id = given.employee_id AND stored.day = given.day) WHEN MATCHED THEN UPDATE SET status = given.status, shift_id = given.shift_id, first_in = given.first_in, last_out = given.last_out, first_in_offset_s = given.first_in_offset_s, last_out_offset_s = given.last_out_offset_s, work_s = given.work_s, break_s = given.break_s, late_s = given.late_s, early_s = given.early_s, overtime_s = given.overtime_s, compensatory_half_days = given.compensatory_half_days, punch_count = given.punch_count, flags = given.flags, policy_id = given.policy_id, overtime_1_s = given.overtime_1_s, overtime_2_s = given.overtime_2_s, overtime_3_s = given.overtime_3_s, weekly_overtime_s = given.weekly_overtime_s, payable_overtime_s = given.payable_overtime_s, first_half_leave_id = given.first_half_leave_id, second_half_leave_id = given.second_half_leave_id, hourly_leave_s = given.hourly_leave_s, duty_s = given.duty_s, penalty_half_days = given.penalty_half_days WHEN NOT MATCHED THEN INSERT (employee_id, day, status, shift_id, first_in, last_out, first_in_offset_s, last_out_offset_s, work_s, break_s, late_s, early_s, overtime_s, compensatory_half_days, punch_count, flags, policy_id, overtime_1_s, overtime_2_s, overtime_3_s, weekly_overtime_s, payable_overtime_s, first_half_leave_id, second_half_leave_id, hourly_leave_s, duty_s, penalty_half_days) VALUES (given.employee_id, given.day, given.status, given.shift_id, given.first_in, given.last_out, given.first_in_offset_s, given.last_out_offset_s, given.work_s, given.break_s, given.late_s, given.early_s, given.overtime_s, given.compensatory_half_days, given.punch_count, given.flags, given.policy_id, given.overtime_1_s, given.overtime_2_s, given.overtime_3_s, given.weekly_overtime_s, given.payable_overtime_s, given.first_half_leave_id, given.second_half_leave_id, given.hourly_leave_s, given.duty_s, given.penalty_half_days);
;
INSERT INTO day_revision (employee_id, day, status, shift_id, first_in, last_out, first_in_offset_s, last_out_offset_s, work_s, break_s, late_s, early_s, overtime_s, compensatory_half_days, punch_count, flags, policy_id, overtime_1_s, overtime_2_s, overtime_3_s, weekly_overtime_s, payable_overtime_s, first_half_leave_id, second_half_leave_id, hourly_leave_s, duty_s, penalty_half_days, revised_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
;
INSERT INTO delegation (approver_id, delegate_id, first_day, last_day, only_while_away) VALUES (?, ?, ?, ?, ?)
;
INSERT INTO department_head (department, employee_id) VALUES (?, ?)
;
INSERT INTO device (name, host, port, transport, comm_key, zone, direction, family, connection, model, serial_number, firmware, record_width, last_seen_at, last_error, clock_drift_s, record_capacity, last_refusal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
;
MERGE INTO device_health WITH (HOLDLOCK) AS stored USING (SELECT ? AS device_id, ? AS checked_at, ? AS latency_us, ? AS outcomes, ? AS outcome_count, ? AS failing_since, ? AS next_try_at, ? AS users, ? AS user_capacity, ? AS fingerprints, ? AS fingerprint_capacity, ? AS detour) AS given ON (stored.device_id = given.device_id) WHEN MATCHED THEN UPDATE SET checked_at = given.checked_at, latency_us = given.latency_us, outcomes = given.outcomes, outcome_count = given.outcome_count, failing_since = given.failing_since, next_try_at = given.next_try_at, users = given.users, user_capacity = given.user_capacity, fingerprints = given.fingerprints, fingerprint_capacity = given.fingerprint_capacity, detour = given.detour WHEN NOT MATCHED THEN INSERT (device_id, checked_at, latency_us, outcomes, outcome_count, failing_since, next_try_at, users, user_capacity, fingerprints, fingerprint_capacity, detour) VALUES (given.device_id, given.checked_at, given.latency_us, given.outcomes, given.outcome_count, given.failing_since, given.next_try_at, given.users, given.user_capacity, given.fingerprints, given.fingerprint_capacity, given.detour);
;
INSERT INTO device_note (device_id, noted_at, topic, sentence) VALUES (?, ?, ?, ?)
;
MERGE INTO device_operation WITH (HOLDLOCK) AS stored USING (SELECT ? AS device_id, ? AS local_s, ? AS operation, ? AS operator_user, ? AS parameters, ? AS seq) AS given ON (stored.device_id = given.device_id AND stored.local_s = given.local_s AND stored.operation = given.operation AND stored.operator_user = given.operator_user AND stored.parameters = given.parameters AND stored.seq = given.seq) WHEN NOT MATCHED THEN INSERT (device_id, local_s, operation, operator_user, parameters, seq) VALUES (given.device_id, given.local_s, given.operation, given.operator_user, given.parameters, given.seq);
;
INSERT INTO device_run (title, asked_at, asked_by) VALUES (?, ?, ?)
;
MERGE INTO device_sighting WITH (HOLDLOCK) AS stored USING (SELECT ? AS serial_number, ? AS address, ? AS device_type, ? AS push_version, ? AS first_seen_at, ? AS last_seen_at, ? AS knocks) AS given ON (stored.serial_number = given.serial_number) WHEN MATCHED THEN UPDATE SET address = given.address, device_type = given.device_type, push_version = given.push_version, first_seen_at = given.first_seen_at, last_seen_at = given.last_seen_at, knocks = given.knocks WHEN NOT MATCHED THEN INSERT (serial_number, address, device_type, push_version, first_seen_at, last_seen_at, knocks) VALUES (given.serial_number, given.address, given.device_type, given.push_version, given.first_seen_at, given.last_seen_at, given.knocks);
;
INSERT INTO device_task (run_id, device_id, task_order, state, attempts, due_at, started_at, ended_at, outcome) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
;
INSERT INTO device_user (device_id, device_user, name, first_punch_at, last_punch_at, punch_count) VALUES (?, ?, ?, ?, ?, ?)
;
INSERT INTO device_user_holder (device_id, device_user, from_s, until_s, employee_id) VALUES (?, ?, ?, ?, ?)
;
MERGE INTO doubtful_punch WITH (HOLDLOCK) AS stored USING (SELECT ? AS punch_id, ? AS back_s) AS given ON (stored.punch_id = given.punch_id) WHEN NOT MATCHED THEN INSERT (punch_id, back_s) VALUES (given.punch_id, given.back_s);
;
INSERT INTO employee (code, name, joined_day, left_day, gender, manager_id) VALUES (?, ?, ?, ?, ?, ?)
;
INSERT INTO employee_device_number (employee_id, device_user) VALUES (?, ?)
;
INSERT INTO employee_posting (employee_id, from_day, department, location) VALUES (?, ?, ?, ?)
;
MERGE INTO finger_template WITH (HOLDLOCK) AS stored USING (SELECT ? AS employee_id, ? AS finger, ? AS algorithm, ? AS kind, ? AS sealed, ? AS taken_at, ? AS device_id) AS given ON (stored.employee_id = given.employee_id AND stored.finger = given.finger AND stored.algorithm = given.algorithm) WHEN MATCHED THEN UPDATE SET kind = given.kind, sealed = given.sealed, taken_at = given.taken_at, device_id = given.device_id WHEN NOT MATCHED THEN INSERT (employee_id, finger, algorithm, kind, sealed, taken_at, device_id) VALUES (given.employee_id, given.finger, given.algorithm, given.kind, given.sealed, given.taken_at, given.device_id);
;
MERGE INTO holiday WITH (HOLDLOCK) AS stored USING (SELECT ? AS location, ? AS day, ? AS name, ? AS kind, ? AS is_yearly) AS given ON (stored.location = given.location AND stored.day = given.day) WHEN MATCHED THEN UPDATE SET name = given.name, kind = given.kind, is_yearly = given.is_yearly WHEN NOT MATCHED THEN INSERT (location, day, name, kind, is_yearly) VALUES (given.location, given.day, given.name, given.kind, given.is_yearly);
;
INSERT INTO journal (id, at, actor, action, entity, entity_id, before_json, after_json, prev_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
;
INSERT INTO kept_case (name, employee_id, day, document, kept_at, kept_by) VALUES (?, ?, ?, ?, ?, ?)
;
MERGE INTO lease WITH (HOLDLOCK) AS stored USING (SELECT ? AS name, ? AS holder, ? AS fence, ? AS expires_at) AS given ON (stored.name = given.name) WHEN NOT MATCHED THEN INSERT (name, holder, fence, expires_at) VALUES (given.name, given.holder, given.fence, given.expires_at);
;
INSERT INTO leave_day (employee_id, day, request_id, part, type_id, amount, from_at, until_at, is_rest_day) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
;
INSERT INTO leave_entry (employee_id, type_id, number, lot_number, kind, amount, day, reference, reason, request_id, actor, booked_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
;
INSERT INTO leave_lot (employee_id, type_id, number, source, from_day, through_day, carries, reference) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
;
INSERT INTO leave_request (employee_id, type_id, first_day, last_day, starts_at_noon, ends_at_noon, from_s, to_s, reason, document, accepts_excess, asked_day, status, approval_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
;
INSERT INTO leave_type (code, name, kind, rules) VALUES (?, ?, ?, ?)
;
INSERT INTO named_policy (name, rules) VALUES (?, ?)
;
INSERT INTO optional_holiday (employee_id, day) VALUES (?, ?)
;
INSERT INTO optional_holiday_limit (location, days) VALUES (?, ?)
;
INSERT INTO outside_work (employee_id, kind, first_day, last_day, portion, from_s, until_s, request_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
;
INSERT INTO overtime_approval (employee_id, day, request_id, seconds) VALUES (?, ?, ?, ?)
;
INSERT INTO penalty_leave_type (position, type_id) VALUES (?, ?)
;
MERGE INTO pending_day WITH (HOLDLOCK) AS stored USING (SELECT ? AS employee_id, ? AS day, ? AS revision) AS given ON (stored.employee_id = given.employee_id AND stored.day = given.day) WHEN MATCHED THEN UPDATE SET revision = given.revision WHEN NOT MATCHED THEN INSERT (employee_id, day, revision) VALUES (given.employee_id, given.day, given.revision);
;
INSERT INTO period_lock (month, scope, scope_name, locked_at, locked_by, reason) VALUES (?, ?, ?, ?, ?, ?)
;
INSERT INTO period_lock_employee (lock_id, employee_id) VALUES (?, ?)
;
INSERT INTO policy_assignment (policy_id, employee_id, department, location, shift_id, from_day, to_day) VALUES (?, ?, ?, ?, ?, ?, ?)
;
MERGE INTO punch WITH (HOLDLOCK) AS stored USING (SELECT ? AS id, ? AS batch_id, ? AS device_id, ? AS device_user, ? AS local_s, ? AS offset_s, ? AS utc_s, ? AS state, ? AS verify, ? AS seq, ? AS work_code, ? AS quarantine) AS given ON (stored.device_id = given.device_id AND stored.local_s = given.local_s AND stored.device_user = given.device_user AND stored.state = given.state AND stored.verify = given.verify AND stored.seq = given.seq) WHEN NOT MATCHED THEN INSERT (id, batch_id, device_id, device_user, local_s, offset_s, utc_s, state, verify, seq, work_code, quarantine) VALUES (given.id, given.batch_id, given.device_id, given.device_user, given.local_s, given.offset_s, given.utc_s, given.state, given.verify, given.seq, given.work_code, given.quarantine);
;
INSERT INTO punch_batch (device_id, number, source, collected_at, sealed_at, row_count, terminal_count, rows_hash, prev_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
;
INSERT INTO punch_overlay (employee_id, utc_s, offset_s, kind, punch_id, way, why, made_by, made_at, request_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
;
INSERT INTO punch_owner (employee_id, utc_s, punch_id, offset_s, state, verify, device_id, quarantine) SELECT holder.employee_id, punch.utc_s, punch.id AS punch_id, punch.offset_s, punch.state, punch.verify,
    punch.device_id, punch.quarantine
FROM placed_punch punch CROSS JOIN device_user_holder holder CROSS JOIN employee WHERE holder.device_id = punch.device_id AND holder.device_user = punch.device_user
    AND holder.from_s <= punch.local_s AND holder.until_s > punch.local_s
    AND employee.id = holder.employee_id
    AND (punch.quarantine IS NOT NULL
        OR punch.local_s >= (employee.joined_day - 1) * 86400
            AND (employee.left_day IS NULL
                OR punch.local_s < (employee.left_day + 1 + 1) * 86400)) AND punch.id BETWEEN ? AND ? AND punch.batch_id = ? ORDER BY holder.employee_id, punch.utc_s, punch.id
;
INSERT INTO punch_owner (employee_id, utc_s, punch_id, offset_s, state, verify, device_id, quarantine) SELECT holder.employee_id, punch.utc_s, punch.id AS punch_id, punch.offset_s, punch.state, punch.verify,
    punch.device_id, punch.quarantine
FROM placed_punch punch CROSS JOIN device_user_holder holder CROSS JOIN employee WHERE holder.device_id = punch.device_id AND holder.device_user = punch.device_user
    AND holder.from_s <= punch.local_s AND holder.until_s > punch.local_s
    AND employee.id = holder.employee_id
    AND (punch.quarantine IS NOT NULL
        OR punch.local_s >= (employee.joined_day - 1) * 86400
            AND (employee.left_day IS NULL
                OR punch.local_s < (employee.left_day + 1 + 1) * 86400)) AND punch.id IN (?) ORDER BY holder.employee_id, punch.utc_s, punch.id
;
INSERT INTO punch_owner (employee_id, utc_s, punch_id, offset_s, state, verify, device_id, quarantine) SELECT holder.employee_id, punch.utc_s, punch.id AS punch_id, punch.offset_s, punch.state, punch.verify,
    punch.device_id, punch.quarantine
FROM placed_punch punch CROSS JOIN device_user_holder holder CROSS JOIN employee WHERE holder.device_id = punch.device_id AND holder.device_user = punch.device_user
    AND holder.from_s <= punch.local_s AND holder.until_s > punch.local_s
    AND employee.id = holder.employee_id
    AND (punch.quarantine IS NOT NULL
        OR punch.local_s >= (employee.joined_day - 1) * 86400
            AND (employee.left_day IS NULL
                OR punch.local_s < (employee.left_day + 1 + 1) * 86400)) ORDER BY holder.employee_id, punch.utc_s, punch.id
;
INSERT INTO punch_placement (punch_id, utc_s, offset_s, quarantine) VALUES (?, ?, ?, ?)
;
MERGE INTO push_stamp WITH (HOLDLOCK) AS stored USING (SELECT ? AS device_id, ? AS table_name, ? AS stamp) AS given ON (stored.device_id = given.device_id AND stored.table_name = given.table_name) WHEN MATCHED THEN UPDATE SET stamp = given.stamp WHEN NOT MATCHED THEN INSERT (device_id, table_name, stamp) VALUES (given.device_id, given.table_name, given.stamp);
;
INSERT INTO roster_assignment (employee_id, department, location, from_day, to_day, shift_id, rotation_id) VALUES (?, ?, ?, ?, ?, ?, ?)
;
MERGE INTO roster_override WITH (HOLDLOCK) AS stored USING (SELECT ? AS employee_id, ? AS day, ? AS rest, ? AS reason, ? AS swap_id) AS given ON (stored.employee_id = given.employee_id AND stored.day = given.day) WHEN MATCHED THEN UPDATE SET rest = given.rest, reason = given.reason, swap_id = given.swap_id WHEN NOT MATCHED THEN INSERT (employee_id, day, rest, reason, swap_id) VALUES (given.employee_id, given.day, given.rest, given.reason, given.swap_id);
;
INSERT INTO roster_override_shift (employee_id, day, position, shift_id) VALUES (?, ?, ?, ?)
;
INSERT INTO rotation (name, unit, anchor_day, week_start) VALUES (?, ?, ?, ?)
;
INSERT INTO rotation_day (rotation_id, turn, weekday, rest) VALUES (?, ?, ?, ?)
;
INSERT INTO rotation_off (rotation_id, weekday, weeks_of_month) VALUES (?, ?, ?)
;
INSERT INTO rotation_shift (rotation_id, turn, weekday, position, shift_id) VALUES (?, ?, ?, ?, ?)
;
MERGE INTO setting WITH (HOLDLOCK) AS stored USING (SELECT ? AS name, ? AS value) AS given ON (stored.name = given.name) WHEN MATCHED THEN UPDATE SET value = given.value WHEN NOT MATCHED THEN INSERT (name, value) VALUES (given.name, given.value);
;
MERGE INTO settled_doubt WITH (HOLDLOCK) AS stored USING (SELECT ? AS punch_id, ? AS outcome, ? AS added_id, ? AS voided_id, ? AS why, ? AS settled_by, ? AS settled_at) AS given ON (stored.punch_id = given.punch_id) WHEN MATCHED THEN UPDATE SET outcome = given.outcome, added_id = given.added_id, voided_id = given.voided_id, why = given.why, settled_by = given.settled_by, settled_at = given.settled_at WHEN NOT MATCHED THEN INSERT (punch_id, outcome, added_id, voided_id, why, settled_by, settled_at) VALUES (given.punch_id, given.outcome, given.added_id, given.voided_id, given.why, given.settled_by, given.settled_at);
;
INSERT INTO shift (code, name, start_s, end_s, policy, is_automatic) VALUES (?, ?, ?, ?, ?, ?)
;
INSERT INTO shift_break (shift_id, position, start_s, end_s, is_deducted, kind, length_s, paid_s) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
;
INSERT INTO shift_partial_day (shift_id, weekday, start_s, end_s, half_day_below_s, absent_below_s) VALUES (?, ?, ?, ?, ?, ?)
;
INSERT INTO shift_swap (requester_id, partner_id, reason, state) VALUES (?, ?, ?, ?)
;
INSERT INTO shift_swap_day (swap_id, day) VALUES (?, ?)
;
MERGE INTO spool_mark WITH (HOLDLOCK) AS stored USING (SELECT ? AS spool, ? AS entry) AS given ON (stored.spool = given.spool) WHEN MATCHED THEN UPDATE SET entry = given.entry WHEN NOT MATCHED THEN INSERT (spool, entry) VALUES (given.spool, given.entry);
;
INSERT INTO taken_file (device_id, hash, name, taken_at, taken_by) VALUES (?, ?, ?, ?, ?)
;
INSERT INTO unreadable_line (device_id, received_at, line, reason) VALUES (?, ?, ?, ?)
;
MERGE INTO watermark WITH (HOLDLOCK) AS stored USING (SELECT ? AS device_id, ? AS complete_through, ? AS record_count, ? AS last_record, ? AS record_width, ? AS read_at, ? AS clock_drift_s) AS given ON (stored.device_id = given.device_id) WHEN MATCHED THEN UPDATE SET complete_through = given.complete_through, record_count = given.record_count, last_record = given.last_record, record_width = given.record_width, read_at = given.read_at, clock_drift_s = given.clock_drift_s WHEN NOT MATCHED THEN INSERT (device_id, complete_through, record_count, last_record, record_width, read_at, clock_drift_s) VALUES (given.device_id, given.complete_through, given.record_count, given.last_record, given.record_width, given.read_at, given.clock_drift_s);
;
INSERT INTO weekly_off (location, weekday, weeks_of_month) VALUES (?, ?, ?)
;
SELECT 1 FROM device_operation WHERE device_id = ? ORDER BY local_s OFFSET 0 ROWS FETCH NEXT 50 ROWS ONLY
;
SELECT 1 FROM punch_overlay WHERE punch_id IS NOT NULL
;
SELECT COUNT(*) FROM (SELECT punch_id FROM punch_owner GROUP BY punch_id HAVING COUNT(*) > 1) shared
;
SELECT COUNT(*) FROM account
;
SELECT COUNT(*) FROM account_recovery_code WHERE account_id = ?
;
SELECT COUNT(*) FROM device_sighting
;
SELECT COUNT(*) FROM employee
;
SELECT COUNT(*) FROM pending_day
;
SELECT COUNT(*) FROM punch
;
SELECT COUNT(*) FROM punch WHERE id BETWEEN ? AND ? AND batch_id = ?
;
SELECT COUNT(*) FROM punch WHERE id BETWEEN ? AND ? AND batch_id = ? AND quarantine IS NULL AND local_s < ?
;
SELECT COUNT(DISTINCT punch_id) FROM (SELECT * FROM (SELECT holder.employee_id, punch.utc_s, punch.id AS punch_id, punch.offset_s, punch.state, punch.verify,
    punch.device_id, punch.quarantine
FROM placed_punch punch CROSS JOIN device_user_holder holder CROSS JOIN employee WHERE holder.device_id = punch.device_id AND holder.device_user = punch.device_user
    AND holder.from_s <= punch.local_s AND holder.until_s > punch.local_s
    AND employee.id = holder.employee_id
    AND (punch.quarantine IS NOT NULL
        OR punch.local_s >= (employee.joined_day - 1) * 86400
            AND (employee.left_day IS NULL
                OR punch.local_s < (employee.left_day + 1 + 1) * 86400)) EXCEPT SELECT employee_id, utc_s, punch_id, offset_s, state, verify, device_id, quarantine FROM punch_owner) lacking
UNION ALL
SELECT * FROM (SELECT employee_id, utc_s, punch_id, offset_s, state, verify, device_id, quarantine FROM punch_owner EXCEPT SELECT holder.employee_id, punch.utc_s, punch.id AS punch_id, punch.offset_s, punch.state, punch.verify,
    punch.device_id, punch.quarantine
FROM placed_punch punch CROSS JOIN device_user_holder holder CROSS JOIN employee WHERE holder.device_id = punch.device_id AND holder.device_user = punch.device_user
    AND holder.from_s <= punch.local_s AND holder.until_s > punch.local_s
    AND employee.id = holder.employee_id
    AND (punch.quarantine IS NOT NULL
        OR punch.local_s >= (employee.joined_day - 1) * 86400
            AND (employee.left_day IS NULL
                OR punch.local_s < (employee.left_day + 1 + 1) * 86400))) unfounded) strays
;
SELECT DISTINCT actor FROM journal ORDER BY actor
;
SELECT DISTINCT device_id, device_user FROM device_user_holder WHERE employee_id = ? ORDER BY device_id, device_user
;
SELECT DISTINCT employee_id FROM approval_waiting ORDER BY employee_id
;
SELECT MAX(before_day) FROM archive
;
SELECT MAX(id) FROM journal WHERE entity = ? AND entity_id = ?
;
SELECT MAX(id) FROM punch
;
SELECT MAX(local_s) FROM punch WHERE device_id = ?
;
SELECT MIN(local_s) FROM punch WHERE quarantine IS NULL
;
SELECT MIN(taken_at) FROM taken_file WHERE device_id = ?
;
SELECT MIN(utc_s) FROM (
    SELECT MIN(utc_s) AS utc_s FROM punch_owner WHERE employee_id = ? AND quarantine IS NULL
    UNION ALL SELECT MIN(utc_s) FROM punch_overlay WHERE employee_id = ? AND kind = 1) firsts
;
SELECT SUM(punch_count) FROM device_user WHERE device_id = ?
;
SELECT account_id, role, reach FROM account_role
;
SELECT account_id, role, reach FROM account_role WHERE account_id = ?
;
SELECT action, level, employee_id, behalf_id, at, remark, actor FROM approval_step
WHERE request_id = ? ORDER BY id
;
SELECT actor, booked_at FROM leave_entry WHERE employee_id = ? AND type_id = ? ORDER BY number
;
SELECT archived.archive_id, batch.id, batch.row_count, batch.hash
FROM archived_batch archived JOIN punch_batch batch ON batch.id = archived.batch_id ORDER BY batch.id
;
SELECT batch_id FROM archived_batch
;
SELECT batch_id, MAX(CASE WHEN quarantine IS NULL THEN local_s ELSE NULL END), MAX(id) FROM punch
GROUP BY batch_id
;
SELECT bytes FROM attachment WHERE id = ?
;
SELECT closed_until FROM sign_in_failure WHERE subject = ?
;
SELECT collected_at FROM punch_batch WHERE id = (SELECT MAX(id) FROM punch_batch)
;
SELECT day FROM day_booking WHERE employee_id = ? AND overtaken > 0 ORDER BY day
;
SELECT day FROM optional_holiday WHERE employee_id = ? ORDER BY day
;
SELECT day, name, kind, location, is_yearly FROM holiday ORDER BY day, location
;
SELECT department, employee_id FROM department_head ORDER BY department
;
SELECT device_id, COUNT(*) FROM device_task WHERE state IN (0, 1) GROUP BY device_id
;
SELECT device_id, COUNT(*) FROM unreadable_line GROUP BY device_id
;
SELECT device_id, MIN(due_at) FROM device_task WHERE state = 0 GROUP BY device_id
;
SELECT device_id, checked_at, latency_us, outcomes, outcome_count, failing_since, next_try_at, users, user_capacity, fingerprints, fingerprint_capacity, detour FROM device_health ORDER BY device_id
;
SELECT device_id, checked_at, latency_us, outcomes, outcome_count, failing_since, next_try_at, users, user_capacity, fingerprints, fingerprint_capacity, detour FROM device_health WHERE device_id = ?
;
SELECT device_id, complete_through, record_count, last_record, record_width, read_at, clock_drift_s FROM watermark ORDER BY device_id
;
SELECT device_id, complete_through, record_count, last_record, record_width, read_at, clock_drift_s FROM watermark WHERE device_id = ?
;
SELECT device_id, device_user, from_s, until_s, employee_id FROM device_user_holder
;
SELECT device_id, device_user, name, listed_as, first_punch_at, last_punch_at, punch_count FROM device_user WHERE device_id = ? AND device_user = ?
;
SELECT device_id, device_user, name, listed_as, first_punch_at, last_punch_at, punch_count FROM device_user WHERE device_id = ? ORDER BY device_user
;
SELECT device_id, hash, name, taken_at, taken_by FROM taken_file WHERE device_id = ? AND hash = ?
;
SELECT device_id, local_s, operation, operator_user, parameters, seq FROM device_operation WHERE device_id = ? AND operation = ?
;
SELECT device_id, local_s, operation, operator_user, parameters, seq FROM device_operation WHERE device_id = ? ORDER BY local_s DESC, operation DESC, seq DESC OFFSET 0 ROWS FETCH NEXT 50 ROWS ONLY
;
SELECT device_user FROM employee_device_number WHERE employee_id = ?
;
SELECT device_user, COUNT(*), MIN(utc_s), MAX(utc_s) FROM placed_punch WHERE device_id = ? AND NOT EXISTS (
    SELECT 1 FROM archived_batch archived WHERE archived.batch_id = placed_punch.batch_id)
GROUP BY device_user
;
SELECT device_user, MIN(utc_s), MAX(utc_s) FROM placed_punch WHERE device_id = ? GROUP BY device_user
;
SELECT device_user, from_s, until_s, employee_id FROM device_user_holder WHERE device_id = ? AND device_user = ? ORDER BY from_s
;
SELECT device_user, from_s, until_s, employee_id FROM device_user_holder WHERE device_id = ? ORDER BY device_user, from_s
;
SELECT device_user, local_s, state, verify, seq FROM punch
WHERE device_id = ? AND local_s BETWEEN ? AND ?
;
SELECT device_user, utc_s, state, verify, quarantine, batch_id FROM placed_punch
WHERE device_id = ? AND local_s = ? ORDER BY id
;
SELECT employee_id FROM biometric_consent WHERE withdrawn_at IS NULL
;
SELECT employee_id FROM department_head WHERE department = ?
;
SELECT employee_id FROM employee_device_number WHERE device_user = ? ORDER BY employee_id
;
SELECT employee_id, COUNT(*) FROM finger_template GROUP BY employee_id
;
SELECT employee_id, day FROM optional_holiday
;
SELECT employee_id, day FROM optional_holiday WHERE employee_id IN (?)
;
SELECT employee_id, day, SUM(seconds) FROM overtime_approval
WHERE +employee_id BETWEEN ? AND ? AND day BETWEEN ? AND ? GROUP BY employee_id, day
;
SELECT employee_id, day, SUM(seconds) FROM overtime_approval
WHERE employee_id BETWEEN ? AND ? AND day BETWEEN ? AND ? GROUP BY employee_id, day
;
SELECT employee_id, day, carried_into, status_before, status_after, paid_half_days, work_s, late_s, early_s, overtime_1_s, overtime_2_s, overtime_3_s, compensatory_half_days, penalty_half_days, noted_at FROM day_adjustment ORDER BY employee_id, day, carried_into
;
SELECT employee_id, day, carried_into, status_before, status_after, paid_half_days, work_s, late_s, early_s, overtime_1_s, overtime_2_s, overtime_3_s, compensatory_half_days, penalty_half_days, noted_at FROM day_adjustment WHERE employee_id = ? AND day BETWEEN ? AND ? ORDER BY day, carried_into
;
SELECT employee_id, day, penalty_half_days, unpaid, earned_half_days, granted_half_days, overtaken FROM day_booking WHERE +employee_id BETWEEN ? AND ? AND day BETWEEN ? AND ? ORDER BY employee_id, day
;
SELECT employee_id, day, penalty_half_days, unpaid, earned_half_days, granted_half_days, overtaken FROM day_booking WHERE day BETWEEN ? AND ? ORDER BY employee_id, day
;
SELECT employee_id, day, penalty_half_days, unpaid, earned_half_days, granted_half_days, overtaken FROM day_booking WHERE employee_id BETWEEN ? AND ? AND day BETWEEN ? AND ? ORDER BY employee_id, day
;
SELECT employee_id, day, request_id, part, type_id, amount, from_at, until_at, is_rest_day FROM leave_day
WHERE +employee_id BETWEEN ? AND ? AND day BETWEEN ? AND ? ORDER BY employee_id, day, request_id, part
;
SELECT employee_id, day, request_id, part, type_id, amount, from_at, until_at, is_rest_day FROM leave_day
WHERE employee_id BETWEEN ? AND ? AND day BETWEEN ? AND ? ORDER BY employee_id, day, request_id, part
;
SELECT employee_id, day, rest, reason, swap_id FROM roster_override  ORDER BY employee_id, day
;
SELECT employee_id, day, rest, reason, swap_id FROM roster_override WHERE employee_id = ? AND day BETWEEN ? AND ? ORDER BY employee_id, day
;
SELECT employee_id, day, rest, reason, swap_id FROM roster_override WHERE employee_id IN (?) ORDER BY employee_id, day
;
SELECT employee_id, day, revision FROM pending_day ORDER BY employee_id, day
;
SELECT employee_id, day, revision FROM pending_day ORDER BY employee_id, day OFFSET 0 ROWS FETCH NEXT 50 ROWS ONLY
;
SELECT employee_id, day, seconds FROM overtime_approval WHERE request_id = ? ORDER BY employee_id, day
;
SELECT employee_id, day, shift_id FROM roster_override_shift  ORDER BY employee_id, day, position
;
SELECT employee_id, day, shift_id FROM roster_override_shift WHERE employee_id = ? AND day BETWEEN ? AND ? ORDER BY employee_id, day, position
;
SELECT employee_id, day, shift_id FROM roster_override_shift WHERE employee_id IN (?) ORDER BY employee_id, day, position
;
SELECT employee_id, day, status, shift_id, first_in, last_out, first_in_offset_s, last_out_offset_s, work_s, break_s, late_s, early_s, overtime_s, compensatory_half_days, punch_count, flags, policy_id, overtime_1_s, overtime_2_s, overtime_3_s, weekly_overtime_s, payable_overtime_s, first_half_leave_id, second_half_leave_id, hourly_leave_s, duty_s, penalty_half_days, revised_at FROM day_revision WHERE employee_id = ? AND day = ? ORDER BY id
;
SELECT employee_id, device_user FROM employee_device_number
;
SELECT employee_id, from_day, department, location FROM employee_posting  ORDER BY employee_id, from_day
;
SELECT employee_id, from_day, department, location FROM employee_posting WHERE employee_id = ? ORDER BY employee_id, from_day
;
SELECT employee_id, from_day, department, location FROM employee_posting WHERE employee_id IN (SELECT employee_id FROM device_user_holder WHERE device_id = ?) ORDER BY employee_id, from_day
;
SELECT employee_id, kind, first_day, last_day, portion, from_s, until_s, request_id FROM outside_work
WHERE +employee_id BETWEEN ? AND ? AND first_day <= ? AND last_day >= ?
ORDER BY employee_id, first_day, id
;
SELECT employee_id, kind, first_day, last_day, portion, from_s, until_s, request_id FROM outside_work
WHERE employee_id BETWEEN ? AND ? AND first_day <= ? AND last_day >= ?
ORDER BY employee_id, first_day, id
;
SELECT employee_id, utc_s, punch_id, offset_s FROM (SELECT * FROM (SELECT holder.employee_id, punch.utc_s, punch.id AS punch_id, punch.offset_s, punch.state, punch.verify,
    punch.device_id, punch.quarantine
FROM placed_punch punch CROSS JOIN device_user_holder holder CROSS JOIN employee WHERE holder.device_id = punch.device_id AND holder.device_user = punch.device_user
    AND holder.from_s <= punch.local_s AND holder.until_s > punch.local_s
    AND employee.id = holder.employee_id
    AND (punch.quarantine IS NOT NULL
        OR punch.local_s >= (employee.joined_day - 1) * 86400
            AND (employee.left_day IS NULL
                OR punch.local_s < (employee.left_day + 1 + 1) * 86400)) EXCEPT SELECT employee_id, utc_s, punch_id, offset_s, state, verify, device_id, quarantine FROM punch_owner) lacking
UNION ALL
SELECT * FROM (SELECT employee_id, utc_s, punch_id, offset_s, state, verify, device_id, quarantine FROM punch_owner EXCEPT SELECT holder.employee_id, punch.utc_s, punch.id AS punch_id, punch.offset_s, punch.state, punch.verify,
    punch.device_id, punch.quarantine
FROM placed_punch punch CROSS JOIN device_user_holder holder CROSS JOIN employee WHERE holder.device_id = punch.device_id AND holder.device_user = punch.device_user
    AND holder.from_s <= punch.local_s AND holder.until_s > punch.local_s
    AND employee.id = holder.employee_id
    AND (punch.quarantine IS NOT NULL
        OR punch.local_s >= (employee.joined_day - 1) * 86400
            AND (employee.left_day IS NULL
                OR punch.local_s < (employee.left_day + 1 + 1) * 86400))) unfounded) strays
;
SELECT employee_id, utc_s, punch_id, offset_s, state, verify, device_id, quarantine FROM punch_owner
WHERE employee_id IN (?) AND utc_s BETWEEN ? AND ? ORDER BY employee_id, utc_s, punch_id
;
SELECT entity_id, MAX(at) FROM journal WHERE entity = ? AND action = ? GROUP BY entity_id
;
SELECT entity_id, MAX(at) FROM journal WHERE entity = ? AND entity_id IN (?) GROUP BY entity_id
;
SELECT entry FROM spool_mark WHERE spool = ?
;
SELECT failures FROM sign_in_failure WHERE subject = ? AND last_at > ?
;
SELECT fence FROM lease WHERE name = ?
;
SELECT fence, holder FROM lease WHERE name = ?
;
SELECT fence, holder, expires_at - DATEDIFF_BIG(SECOND, '19700101', SYSUTCDATETIME()) FROM lease WHERE name = ?
;
SELECT id FROM employee ORDER BY id
;
SELECT id FROM punch WHERE id >= ? ORDER BY id OFFSET 0 ROWS FETCH NEXT 50 ROWS ONLY
;
SELECT id FROM punch_batch WHERE device_id = ? AND source = 4 AND collected_at >= ?
;
SELECT id, account_id, name, permissions, added_at, ends_at, used_at, revoked_at FROM access_token ORDER BY id
;
SELECT id, account_id, name, permissions, added_at, ends_at, used_at, revoked_at FROM access_token WHERE id = ?
;
SELECT id, account_id, name, permissions, added_at, ends_at, used_at, revoked_at FROM access_token WHERE proof_hash = ?
;
SELECT id, account_id, place, began_at, used_at, ends_at FROM account_session ORDER BY id DESC
;
SELECT id, account_id, place, began_at, used_at, ends_at FROM account_session WHERE account_id = ? ORDER BY id DESC
;
SELECT id, account_id, place, began_at, used_at, ends_at FROM account_session WHERE proof_hash = ?
;
SELECT id, account_id, token_id, name, kind, has_shifts, added_at, last_day, fetched_at, revoked_at
FROM calendar_feed WHERE account_id = ? ORDER BY id
;
SELECT id, account_id, token_id, name, kind, has_shifts, added_at, last_day, fetched_at, revoked_at
FROM calendar_feed WHERE id = ?
;
SELECT id, account_id, token_id, name, kind, has_shifts, added_at, last_day, fetched_at, revoked_at
FROM calendar_feed WHERE proof_hash = ?
;
SELECT id, approver_id, delegate_id, first_day, last_day, only_while_away FROM delegation WHERE first_day <= ? AND (last_day IS NULL OR last_day >= ?) ORDER BY id
;
SELECT id, approver_id, delegate_id, first_day, last_day, only_while_away FROM delegation WHERE id = ?
;
SELECT id, at, actor, action, entity, entity_id, before_json, after_json, prev_hash, hash, behalf, origin, reason FROM journal  ORDER BY id DESC OFFSET 0 ROWS FETCH NEXT 50 ROWS ONLY
;
SELECT id, at, actor, action, entity, entity_id, before_json, after_json, prev_hash, hash, behalf, origin, reason FROM journal WHERE ((entity IN (?) AND entity_id = ?) OR (entity = ? AND entity_id LIKE ?) OR (entity = ? AND entity_id IN (SELECT entity_id FROM journal WHERE entity = ? AND (before_json LIKE ? OR after_json LIKE ?))) OR before_json LIKE ? OR after_json LIKE ?) ORDER BY id DESC OFFSET 0 ROWS FETCH NEXT 50 ROWS ONLY
;
SELECT id, at, actor, action, entity, entity_id, before_json, after_json, prev_hash, hash, behalf, origin, reason FROM journal WHERE entity = ? AND entity_id = ? ORDER BY id
;
SELECT id, at, actor, action, entity, entity_id, before_json, after_json, prev_hash, hash, behalf, origin, reason FROM journal WHERE entity IN (?) ORDER BY id DESC OFFSET 0 ROWS FETCH NEXT 50 ROWS ONLY
;
SELECT id, at, actor, action, entity, entity_id, before_json, after_json, prev_hash, hash, behalf, origin, reason FROM journal WHERE id = ?
;
SELECT id, at, actor, action, entity, entity_id, before_json, after_json, prev_hash, hash, behalf, origin, reason FROM journal WHERE id > ? ORDER BY id OFFSET 0 ROWS FETCH NEXT 50 ROWS ONLY
;
SELECT id, before_day, made_at, made_by, place, batch_count, punch_count, batches_hash FROM archive ORDER BY before_day DESC
;
SELECT id, closed_through_day FROM leave_type WHERE closed_through_day IS NOT NULL
;
SELECT id, code, name, joined_day, left_day, gender, manager_id FROM employee ORDER BY code
;
SELECT id, code, name, joined_day, left_day, gender, manager_id FROM employee ORDER BY id
;
SELECT id, code, name, joined_day, left_day, gender, manager_id FROM employee WHERE code = ?
;
SELECT id, code, name, joined_day, left_day, gender, manager_id FROM employee WHERE code > ? ORDER BY code OFFSET 0 ROWS FETCH NEXT 50 ROWS ONLY
;
SELECT id, code, name, joined_day, left_day, gender, manager_id FROM employee WHERE code >= ? ORDER BY code OFFSET 0 ROWS FETCH NEXT 50 ROWS ONLY
;
SELECT id, code, name, joined_day, left_day, gender, manager_id FROM employee WHERE id = ?
;
SELECT id, code, name, joined_day, left_day, gender, manager_id FROM employee WHERE id IN (SELECT employee_id FROM device_user_holder WHERE device_id = ?) ORDER BY id
;
SELECT id, code, name, kind, rules FROM leave_type ORDER BY id
;
SELECT id, code, name, kind, rules FROM leave_type WHERE code = ?
;
SELECT id, code, name, kind, rules FROM leave_type WHERE id = ?
;
SELECT id, code, name, start_s, end_s, policy, is_automatic FROM shift ORDER BY code
;
SELECT id, code, name, start_s, end_s, policy, is_automatic FROM shift WHERE code = ?
;
SELECT id, code, name, start_s, end_s, policy, is_automatic FROM shift WHERE id = ?
;
SELECT id, device_id, device_user, local_s, offset_s, state, verify, quarantine FROM placed_punch WHERE id > ? AND local_s BETWEEN ? AND ? AND device_id = ? ORDER BY id OFFSET 0 ROWS FETCH NEXT 50 ROWS ONLY
;
SELECT id, device_id, device_user, local_s, offset_s, state, verify, quarantine FROM placed_punch WHERE id > ? ORDER BY id OFFSET 0 ROWS FETCH NEXT 50 ROWS ONLY
;
SELECT id, device_id, device_user, local_s, offset_s, utc_s, state, verify, seq, work_code, quarantine FROM punch WHERE id BETWEEN ? AND ? AND batch_id = ? ORDER BY id
;
SELECT id, device_id, device_user, local_s, offset_s, utc_s, state, verify, seq, work_code, quarantine, batch_id FROM punch WHERE id > ? ORDER BY id OFFSET 0 ROWS FETCH NEXT 50 ROWS ONLY
;
SELECT id, device_id, device_user, local_s, state, verify, quarantine FROM punch ORDER BY id DESC OFFSET 0 ROWS FETCH NEXT 50 ROWS ONLY
;
SELECT id, device_id, device_user, local_s, state, verify, quarantine FROM punch WHERE device_id = ?
ORDER BY local_s DESC, id DESC OFFSET 0 ROWS FETCH NEXT 50 ROWS ONLY
;
SELECT id, device_id, noted_at, topic, sentence FROM device_note ORDER BY id
;
SELECT id, device_id, noted_at, topic, sentence FROM device_note WHERE device_id = ? ORDER BY id
;
SELECT id, device_id, number, source, collected_at, sealed_at, row_count, terminal_count, rows_hash, prev_hash, hash FROM punch_batch ORDER BY device_id, number
;
SELECT id, device_id, number, source, collected_at, sealed_at, row_count, terminal_count, rows_hash, prev_hash, hash FROM punch_batch WHERE device_id = ?
ORDER BY number DESC OFFSET 0 ROWS FETCH NEXT 50 ROWS ONLY
;
SELECT id, device_id, received_at, line, reason FROM unreadable_line ORDER BY id
;
SELECT id, device_id, received_at, line, reason FROM unreadable_line WHERE device_id = ? ORDER BY id
;
SELECT id, device_id, received_at, line, reason FROM unreadable_line WHERE id = ?
;
SELECT id, direction FROM device
;
SELECT id, employee_id, department, location, from_day, to_day, shift_id, rotation_id FROM roster_assignment ORDER BY COALESCE(employee_id, 0), from_day, COALESCE(shift_id, 0), id
;
SELECT id, employee_id, department, location, from_day, to_day, shift_id, rotation_id FROM roster_assignment WHERE employee_id = ? ORDER BY from_day, COALESCE(shift_id, 0), id
;
SELECT id, employee_id, department, location, from_day, to_day, shift_id, rotation_id FROM roster_assignment WHERE employee_id IN (?)
ORDER BY employee_id, from_day, COALESCE(shift_id, 0), id
;
SELECT id, employee_id, department, location, from_day, to_day, shift_id, rotation_id FROM roster_assignment WHERE employee_id IS NULL ORDER BY from_day, id
;
SELECT id, employee_id, finger, algorithm, kind, sealed, taken_at, device_id FROM finger_template WHERE employee_id = ? ORDER BY finger, algorithm
;
SELECT id, employee_id, given_day, statement, recorded_at, recorded_by, withdrawn_at, withdrawn_by FROM biometric_consent ORDER BY id
;
SELECT id, employee_id, kind, first_day, last_day, portion, from_s, until_s, request_id FROM outside_work WHERE request_id = ? ORDER BY id
;
SELECT id, employee_id, type_id, first_day, last_day, starts_at_noon, ends_at_noon, from_s, to_s, reason, document, accepts_excess, asked_day, status, approval_id FROM leave_request WHERE approval_id = ?
;
SELECT id, employee_id, type_id, first_day, last_day, starts_at_noon, ends_at_noon, from_s, to_s, reason, document, accepts_excess, asked_day, status, approval_id FROM leave_request WHERE employee_id = ? ORDER BY first_day, id
;
SELECT id, employee_id, type_id, first_day, last_day, starts_at_noon, ends_at_noon, from_s, to_s, reason, document, accepts_excess, asked_day, status, approval_id FROM leave_request WHERE first_day <= ? AND last_day >= ? ORDER BY first_day, id
;
SELECT id, employee_id, type_id, first_day, last_day, starts_at_noon, ends_at_noon, from_s, to_s, reason, document, accepts_excess, asked_day, status, approval_id FROM leave_request WHERE id = ?
;
SELECT id, employee_id, utc_s, offset_s, kind, punch_id, way, why, made_by, made_at, request_id, revoked_by, revoked_at, revoked_why FROM punch_overlay WHERE +employee_id BETWEEN ? AND ? AND utc_s BETWEEN ? AND ? AND revoked_at IS NULL ORDER BY employee_id, utc_s, id
;
SELECT id, employee_id, utc_s, offset_s, kind, punch_id, way, why, made_by, made_at, request_id, revoked_by, revoked_at, revoked_why FROM punch_overlay WHERE employee_id = ? AND utc_s BETWEEN ? AND ? ORDER BY utc_s, id
;
SELECT id, employee_id, utc_s, offset_s, kind, punch_id, way, why, made_by, made_at, request_id, revoked_by, revoked_at, revoked_why FROM punch_overlay WHERE employee_id BETWEEN ? AND ? AND utc_s BETWEEN ? AND ? AND revoked_at IS NULL ORDER BY employee_id, utc_s, id
;
SELECT id, employee_id, utc_s, offset_s, kind, punch_id, way, why, made_by, made_at, request_id, revoked_by, revoked_at, revoked_why FROM punch_overlay WHERE id = ?
;
SELECT id, employee_id, utc_s, offset_s, kind, punch_id, way, why, made_by, made_at, request_id, revoked_by, revoked_at, revoked_why FROM punch_overlay WHERE request_id = ? ORDER BY id
;
SELECT id, hash FROM punch_batch
;
SELECT id, kind, requester_id, first_day, last_day, why, details_json, plan_json, submitted_at, state, level, asked_at, is_escalated, yes_json FROM approval_request WHERE first_day <= ? AND last_day >= ? ORDER BY id
;
SELECT id, kind, requester_id, first_day, last_day, why, details_json, plan_json, submitted_at, state, level, asked_at, is_escalated, yes_json FROM approval_request WHERE id = ?
;
SELECT id, kind, requester_id, first_day, last_day, why, details_json, plan_json, submitted_at, state, level, asked_at, is_escalated, yes_json FROM approval_request WHERE id IN (SELECT request_id FROM approval_waiting WHERE employee_id = ?) ORDER BY id
;
SELECT id, kind, requester_id, first_day, last_day, why, details_json, plan_json, submitted_at, state, level, asked_at, is_escalated, yes_json FROM approval_request WHERE requester_id = ? ORDER BY id
;
SELECT id, kind, requester_id, first_day, last_day, why, details_json, plan_json, submitted_at, state, level, asked_at, is_escalated, yes_json FROM approval_request WHERE state IN (2, 6) ORDER BY id
;
SELECT id, month, scope, scope_name, locked_at, locked_by, reason FROM period_lock ORDER BY month DESC, scope, scope_name
;
SELECT id, name, employee_id, day, document, kept_at, kept_by FROM kept_case ORDER BY name
;
SELECT id, name, employee_id, day, document, kept_at, kept_by FROM kept_case WHERE name = ?
;
SELECT id, name, employee_id, must_change, added_at, closed_at, second_factor_step FROM account ORDER BY name_key
;
SELECT id, name, employee_id, must_change, added_at, closed_at, second_factor_step FROM account WHERE employee_id = ?
;
SELECT id, name, employee_id, must_change, added_at, closed_at, second_factor_step FROM account WHERE id = ?
;
SELECT id, name, employee_id, must_change, added_at, closed_at, second_factor_step FROM account WHERE name_key = ?
;
SELECT id, name, host, port, transport, comm_key, zone, direction, family, connection, model, serial_number, firmware, record_width, last_seen_at, last_error, clock_drift_s, record_capacity, last_refusal, retired_at, zone_since_punch FROM device ORDER BY name
;
SELECT id, name, host, port, transport, comm_key, zone, direction, family, connection, model, serial_number, firmware, record_width, last_seen_at, last_error, clock_drift_s, record_capacity, last_refusal, retired_at, zone_since_punch FROM device WHERE family = 2 AND host = ? AND retired_at IS NULL
;
SELECT id, name, host, port, transport, comm_key, zone, direction, family, connection, model, serial_number, firmware, record_width, last_seen_at, last_error, clock_drift_s, record_capacity, last_refusal, retired_at, zone_since_punch FROM device WHERE id = ?
;
SELECT id, name, host, port, transport, comm_key, zone, direction, family, connection, model, serial_number, firmware, record_width, last_seen_at, last_error, clock_drift_s, record_capacity, last_refusal, retired_at, zone_since_punch FROM device WHERE name = ?
;
SELECT id, name, priority, conditions_json, levels_json, cancelling_needs_approval FROM approval_chain ORDER BY priority, id
;
SELECT id, name, priority, conditions_json, levels_json, cancelling_needs_approval FROM approval_chain WHERE name = ?
;
SELECT id, name, rules FROM named_policy ORDER BY name
;
SELECT id, name, rules FROM named_policy WHERE id = ?
;
SELECT id, name, rules FROM named_policy WHERE name = ?
;
SELECT id, name, unit, anchor_day, week_start FROM rotation ORDER BY name
;
SELECT id, policy_id, employee_id, department, location, shift_id, from_day, to_day FROM policy_assignment ORDER BY from_day, id
;
SELECT id, request_id, name, size, sha256 FROM attachment WHERE request_id = ? ORDER BY id
;
SELECT id, requester_id, partner_id, reason, state FROM shift_swap ORDER BY id
;
SELECT id, row_count, hash, collected_at FROM punch_batch WHERE NOT EXISTS (
    SELECT 1 FROM archived_batch archived WHERE archived.batch_id = punch_batch.id) ORDER BY id
;
SELECT id, run_id, device_id, task_order, state, attempts, due_at, started_at, ended_at, outcome FROM device_task WHERE device_id = ? AND state = 0 ORDER BY id
;
SELECT id, run_id, device_id, task_order, state, attempts, due_at, started_at, ended_at, outcome FROM device_task WHERE device_id = ? AND state = 1 ORDER BY id
;
SELECT id, run_id, device_id, task_order, state, attempts, due_at, started_at, ended_at, outcome FROM device_task WHERE device_id = ? AND state IN (0, 1) ORDER BY id
;
SELECT id, run_id, device_id, task_order, state, attempts, due_at, started_at, ended_at, outcome FROM device_task WHERE device_id = ? ORDER BY id DESC OFFSET 0 ROWS FETCH NEXT 50 ROWS ONLY
;
SELECT id, run_id, device_id, task_order, state, attempts, due_at, started_at, ended_at, outcome FROM device_task WHERE id = ?
;
SELECT id, run_id, device_id, task_order, state, attempts, due_at, started_at, ended_at, outcome FROM device_task WHERE run_id = ? ORDER BY id
;
SELECT id, run_id, device_id, task_order, state, attempts, due_at, started_at, ended_at, outcome FROM device_task WHERE state = 2 AND task_order LIKE ? ORDER BY id
;
SELECT id, title, asked_at, asked_by FROM device_run ORDER BY id DESC OFFSET 0 ROWS FETCH NEXT 50 ROWS ONLY
;
SELECT id, title, asked_at, asked_by FROM device_run WHERE id = ?
;
SELECT id, utc_s FROM placed_punch WHERE device_id = ? AND local_s = ? AND device_user = ? AND state = ? AND verify = ? AND quarantine IS NULL ORDER BY id DESC OFFSET 0 ROWS FETCH NEXT 50 ROWS ONLY
;
SELECT length, hash FROM chain_head WHERE chain = ?
;
SELECT location, days FROM optional_holiday_limit ORDER BY location
;
SELECT location, weekday, weeks_of_month FROM weekly_off ORDER BY location, weekday
;
SELECT lot.type_id, SUM(entry.amount)
FROM leave_lot lot
JOIN leave_entry entry ON entry.employee_id = lot.employee_id AND entry.type_id = lot.type_id
    AND entry.lot_number = lot.number AND entry.day <= ?
WHERE lot.employee_id = ? AND lot.from_day <= ? AND (lot.through_day IS NULL OR lot.through_day >= ?)
GROUP BY lot.type_id
;
SELECT manager_id, id FROM employee WHERE manager_id IS NOT NULL ORDER BY id
;
SELECT name, holder FROM lease WHERE name LIKE ? AND expires_at + 10 >= DATEDIFF_BIG(SECOND, '19700101', SYSUTCDATETIME())
;
SELECT number, lot_number, kind, amount, day, reference, reason, request_id FROM leave_entry WHERE employee_id = ? AND type_id = ? ORDER BY number
;
SELECT number, source, from_day, through_day, carries, reference FROM leave_lot WHERE employee_id = ? AND type_id = ? ORDER BY number
;
SELECT overlay.id, owner.employee_id, owner.utc_s, owner.offset_s
FROM punch_overlay overlay CROSS JOIN placed_punch punch CROSS JOIN device_user_holder holder
    CROSS JOIN punch_owner owner
WHERE punch.id = overlay.punch_id AND holder.device_id = punch.device_id
    AND holder.device_user = punch.device_user AND owner.employee_id = holder.employee_id
    AND owner.utc_s = punch.utc_s AND owner.punch_id = punch.id
    AND (owner.employee_id <> overlay.employee_id OR owner.utc_s <> overlay.utc_s)
;
SELECT password_hash FROM account WHERE id = ?
;
SELECT period_lock.month, person.employee_id FROM period_lock_employee person
JOIN period_lock ON period_lock.id = person.lock_id
;
SELECT punch.device_user, punch.local_s, punch.utc_s FROM placed_punch punch
WHERE punch.device_id = ? AND punch.local_s >= ? AND punch.local_s < ? AND punch.device_user IN (?) AND NOT EXISTS (SELECT 1 FROM device_user_holder holder CROSS JOIN employee WHERE holder.device_id = punch.device_id AND holder.device_user = punch.device_user
    AND holder.from_s <= punch.local_s AND holder.until_s > punch.local_s
    AND employee.id = holder.employee_id
    AND (punch.quarantine IS NOT NULL
        OR punch.local_s >= (employee.joined_day - 1) * 86400
            AND (employee.left_day IS NULL
                OR punch.local_s < (employee.left_day + 1 + 1) * 86400))) ORDER BY punch.local_s
;
SELECT punch.id, employee.code, employee.name, employee.id FROM punch CROSS JOIN device_user_holder holder CROSS JOIN employee
WHERE holder.device_id = punch.device_id AND holder.device_user = punch.device_user
    AND holder.from_s <= punch.local_s AND holder.until_s > punch.local_s
    AND employee.id = holder.employee_id
    AND (punch.quarantine IS NOT NULL
        OR punch.local_s >= (employee.joined_day - 1) * 86400
            AND (employee.left_day IS NULL
                OR punch.local_s < (employee.left_day + 1 + 1) * 86400)) AND punch.device_id = ? AND punch.local_s >= ?
;
SELECT punch.id, employee.code, employee.name, employee.id FROM punch CROSS JOIN device_user_holder holder CROSS JOIN employee
WHERE holder.device_id = punch.device_id AND holder.device_user = punch.device_user
    AND holder.from_s <= punch.local_s AND holder.until_s > punch.local_s
    AND employee.id = holder.employee_id
    AND (punch.quarantine IS NOT NULL
        OR punch.local_s >= (employee.joined_day - 1) * 86400
            AND (employee.left_day IS NULL
                OR punch.local_s < (employee.left_day + 1 + 1) * 86400)) AND punch.id >= ?
;
SELECT punch.id, employee.id, employee.code, employee.name
FROM punch CROSS JOIN device_user_holder holder CROSS JOIN employee WHERE holder.device_id = punch.device_id AND holder.device_user = punch.device_user
    AND holder.from_s <= punch.local_s AND holder.until_s > punch.local_s
    AND employee.id = holder.employee_id
    AND (punch.quarantine IS NOT NULL
        OR punch.local_s >= (employee.joined_day - 1) * 86400
            AND (employee.left_day IS NULL
                OR punch.local_s < (employee.left_day + 1 + 1) * 86400))
    AND punch.id BETWEEN ? AND ?
;
SELECT punch.id, holder.employee_id, punch.utc_s, punch.local_s
FROM placed_punch punch CROSS JOIN device_user_holder holder CROSS JOIN employee WHERE holder.device_id = punch.device_id AND holder.device_user = punch.device_user
    AND holder.from_s <= punch.local_s AND holder.until_s > punch.local_s
    AND employee.id = holder.employee_id
    AND (punch.quarantine IS NOT NULL
        OR punch.local_s >= (employee.joined_day - 1) * 86400
            AND (employee.left_day IS NULL
                OR punch.local_s < (employee.left_day + 1 + 1) * 86400)) AND punch.device_id = ? AND punch.local_s >= ? AND punch.local_s < ? AND punch.device_user IN (?)
;
SELECT punch.id, holder.employee_id, punch.utc_s, punch.local_s
FROM placed_punch punch CROSS JOIN device_user_holder holder CROSS JOIN employee WHERE holder.device_id = punch.device_id AND holder.device_user = punch.device_user
    AND holder.from_s <= punch.local_s AND holder.until_s > punch.local_s
    AND employee.id = holder.employee_id
    AND (punch.quarantine IS NOT NULL
        OR punch.local_s >= (employee.joined_day - 1) * 86400
            AND (employee.left_day IS NULL
                OR punch.local_s < (employee.left_day + 1 + 1) * 86400)) AND punch.id BETWEEN ? AND ? AND punch.batch_id = ?
;
SELECT punch.id, punch.device_id, punch.device_user, punch.local_s, punch.utc_s, punch.offset_s, punch.state,
    punch.verify, punch.quarantine, batch.collected_at
FROM placed_punch punch JOIN punch_batch batch ON batch.id = punch.batch_id WHERE punch.id = ?
;
SELECT punch.id, punch.device_id, punch.device_user, punch.local_s, punch.utc_s, punch.offset_s, punch.state,
    punch.verify, punch.quarantine, batch.collected_at, mark.back_s
FROM doubtful_punch mark CROSS JOIN placed_punch punch CROSS JOIN punch_batch batch
WHERE punch.id = mark.punch_id AND batch.id = punch.batch_id
    AND (punch.quarantine IS NOT NULL OR mark.back_s IS NOT NULL) AND NOT EXISTS (
        SELECT 1 FROM settled_doubt settled WHERE settled.punch_id = mark.punch_id AND NOT EXISTS (
            SELECT 1 FROM punch_overlay overlay
            WHERE overlay.id = settled.added_id AND overlay.revoked_at IS NOT NULL))
ORDER BY mark.punch_id
;
SELECT punch.id, punch.local_s, punch.utc_s, punch.offset_s, punch.quarantine, batch.collected_at
FROM punch JOIN punch_batch batch ON batch.id = punch.batch_id
WHERE punch.device_id = ? AND punch.id >= ? ORDER BY punch.id
;
SELECT punch_id, outcome, added_id, voided_id, why, settled_by, settled_at FROM settled_doubt WHERE punch_id = ?
;
SELECT r.employee_id, r.day, r.status, r.shift_id, r.first_in, r.last_out, r.first_in_offset_s, r.last_out_offset_s, r.work_s, r.break_s, r.late_s, r.early_s, r.overtime_s, r.compensatory_half_days, r.punch_count, r.flags, r.policy_id, r.overtime_1_s, r.overtime_2_s, r.overtime_3_s, r.weekly_overtime_s, r.payable_overtime_s, r.first_half_leave_id, r.second_half_leave_id, r.hourly_leave_s, r.duty_s, r.penalty_half_days FROM day_result r WHERE r.employee_id = ? AND r.day BETWEEN ? AND ? ORDER BY r.day
;
SELECT r.employee_id, r.day, r.status, r.shift_id, r.first_in, r.last_out, r.first_in_offset_s, r.last_out_offset_s, r.work_s, r.break_s, r.late_s, r.early_s, r.overtime_s, r.compensatory_half_days, r.punch_count, r.flags, r.policy_id, r.overtime_1_s, r.overtime_2_s, r.overtime_3_s, r.weekly_overtime_s, r.payable_overtime_s, r.first_half_leave_id, r.second_half_leave_id, r.hourly_leave_s, r.duty_s, r.penalty_half_days FROM day_result r WHERE r.employee_id IN (?) AND r.day BETWEEN ? AND ?
ORDER BY r.employee_id, r.day
;
SELECT request_key, request_hash, begun_at, status, answer FROM repeatable_request WHERE request_key = ?
;
SELECT rotation_id, turn, weekday, rest FROM rotation_day ORDER BY rotation_id, turn, weekday
;
SELECT rotation_id, turn, weekday, shift_id FROM rotation_shift
ORDER BY rotation_id, turn, weekday, position
;
SELECT rotation_id, weekday, weeks_of_month FROM rotation_off ORDER BY rotation_id, weekday
;
SELECT second_factor, second_factor_step FROM account WHERE id = ?
;
SELECT serial_number, address, device_type, push_version, first_seen_at, last_seen_at, knocks FROM device_sighting ORDER BY last_seen_at DESC, serial_number
;
SELECT serial_number, address, device_type, push_version, first_seen_at, last_seen_at, knocks FROM device_sighting WHERE serial_number = ?
;
SELECT start_s, end_s, is_deducted, kind, length_s, paid_s FROM shift_break WHERE shift_id = ? ORDER BY position
;
SELECT status, COUNT(*) FROM day_result WHERE employee_id = ? AND day BETWEEN ? AND ?
GROUP BY status ORDER BY status
;
SELECT subject, closed_until FROM sign_in_failure WHERE closed_until > ? AND subject NOT LIKE ?
;
SELECT swap_id, day FROM shift_swap_day ORDER BY swap_id, day
;
SELECT table_name, stamp FROM push_stamp WHERE device_id = ?
;
SELECT type_id FROM penalty_leave_type ORDER BY position
;
SELECT type_id, SUM(amount) FROM leave_entry WHERE employee_id = ? AND reference = ? GROUP BY type_id
;
SELECT utc_s, punch_id, offset_s, state, verify, device_id, quarantine FROM punch_owner WHERE employee_id = ? AND utc_s BETWEEN ? AND ?
ORDER BY utc_s, punch_id
;
SELECT value FROM setting WHERE name = ?
;
SELECT weekday, start_s, end_s, half_day_below_s, absent_below_s FROM shift_partial_day
WHERE shift_id = ? ORDER BY weekday
;
UPDATE access_token SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL
;
UPDATE access_token SET used_at = ? WHERE id = ?
;
UPDATE account SET second_factor_step = ? WHERE id = ? AND second_factor_step < ?
;
UPDATE account_session SET used_at = ? WHERE id = ?
;
UPDATE approval_chain SET name = ?, priority = ?, conditions_json = ?, levels_json = ?, cancelling_needs_approval = ? WHERE id = ?
;
UPDATE approval_request SET details_json = ? WHERE id = ?
;
UPDATE approval_request SET state = ?, level = ?, asked_at = ?, is_escalated = ?, yes_json = ? WHERE id = ?
;
UPDATE biometric_consent SET withdrawn_at = ?, withdrawn_by = ? WHERE employee_id = ? AND withdrawn_at IS NULL
;
UPDATE calendar_feed SET fetched_at = ? WHERE id = ?
;
UPDATE calendar_feed SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL
;
UPDATE delegation SET last_day = ? WHERE id = ?
;
UPDATE device SET last_error = ?, last_refusal = ? WHERE id = ?
;
UPDATE device SET model = ?, serial_number = ?, firmware = ?, record_width = ?, last_seen_at = ?, last_error = ?, clock_drift_s = ?, record_capacity = ?, last_refusal = ? WHERE id = ?
;
UPDATE device SET name = ?, host = ?, port = ?, transport = ?, comm_key = ?, zone = ?, direction = ?, family = ?, connection = ? WHERE id = ?
;
UPDATE device SET retired_at = ? WHERE id = ?
;
UPDATE device SET zone_since_punch = ? WHERE id = ?
;
UPDATE device_health SET detour = NULL WHERE device_id = ?
;
UPDATE device_task SET outcome = ? WHERE id = ?
;
UPDATE device_task SET outcome = ? WHERE id = ? AND state = 1
;
UPDATE device_task SET state = 0, attempts = attempts - ?, due_at = ?, outcome = ? WHERE id = ? AND state = 1
;
UPDATE device_task SET state = 1, attempts = attempts + 1, started_at = ?, outcome = NULL WHERE id = ? AND state = 0
;
UPDATE device_task SET state = ?, ended_at = ?, outcome = ? WHERE id = ? AND state = 0
;
UPDATE device_task SET state = ?, ended_at = ?, outcome = ? WHERE id = ? AND state IN (0, 1)
;
UPDATE device_user SET first_punch_at = ?, last_punch_at = ? WHERE device_id = ? AND device_user = ?
;
UPDATE device_user SET listed_as = ? WHERE device_id = ? AND device_user = ?
;
UPDATE device_user SET name = ? WHERE device_id = ? AND device_user = ?
;
UPDATE device_user SET punch_count = ?, first_punch_at = ?, last_punch_at = ? WHERE device_id = ? AND device_user = ?
;
UPDATE device_user SET punch_count = punch_count + ?,
    first_punch_at = CASE WHEN first_punch_at IS NULL OR first_punch_at > ? THEN ? ELSE first_punch_at END,
    last_punch_at = CASE WHEN last_punch_at IS NULL OR last_punch_at < ? THEN ? ELSE last_punch_at END
WHERE device_id = ? AND device_user = ?
;
UPDATE employee SET code = ?, name = ?, joined_day = ?, left_day = ?, gender = ?, manager_id = ? WHERE id = ?
;
UPDATE lease SET expires_at = 0 WHERE holder = ?
;
UPDATE lease SET expires_at = 0 WHERE name = ? AND fence = ?
;
UPDATE lease SET expires_at = DATEDIFF_BIG(SECOND, '19700101', SYSUTCDATETIME()) + 60 WHERE name = ? AND fence = ?
;
UPDATE lease SET holder = ?, fence = fence + 1, expires_at = DATEDIFF_BIG(SECOND, '19700101', SYSUTCDATETIME()) + 60 WHERE name = ? AND expires_at + 10 < DATEDIFF_BIG(SECOND, '19700101', SYSUTCDATETIME())
;
UPDATE leave_day SET request_id = ? WHERE employee_id = ? AND day > ? AND request_id = ?
;
UPDATE leave_request SET employee_id = ?, type_id = ?, first_day = ?, last_day = ?, starts_at_noon = ?, ends_at_noon = ?, from_s = ?, to_s = ?, reason = ?, document = ?, accepts_excess = ?, asked_day = ?, status = ?, approval_id = ? WHERE id = ?
;
UPDATE leave_type SET closed_through_day = ?
WHERE id = ? AND (closed_through_day IS NULL OR closed_through_day < ?)
;
UPDATE leave_type SET code = ?, name = ?, kind = ?, rules = ? WHERE id = ?
;
UPDATE named_policy SET name = ?, rules = ? WHERE id = ?
;
UPDATE policy_assignment SET to_day = ? WHERE id = ?
;
UPDATE punch_batch SET row_count = ?, rows_hash = ?, hash = ? WHERE id = ?
;
UPDATE punch_overlay SET employee_id = ?, utc_s = ?, offset_s = ? WHERE id = ?
;
UPDATE punch_overlay SET revoked_by = ?, revoked_at = ?, revoked_why = ? WHERE id = ?
;
UPDATE repeatable_request SET status = ?, answer = ? WHERE request_key = ?
;
UPDATE roster_assignment SET to_day = ? WHERE id = ?
;
UPDATE rotation SET name = ?, unit = ?, anchor_day = ?, week_start = ? WHERE id = ?
;
UPDATE shift SET code = ?, name = ?, start_s = ?, end_s = ?, policy = ?, is_automatic = ? WHERE id = ?
;
UPDATE shift SET policy = ? WHERE id = ?
;
UPDATE shift_swap SET state = ? WHERE id = ?
;
UPDATE sign_in_failure SET failures = failures - 1, closed_until = 0 WHERE subject = ? AND failures > 1
;
