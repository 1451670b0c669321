SELECT LOWER(table_name) FROM information_schema.tables
WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' ORDER BY table_name
;
SELECT LOWER(table_name), LOWER(column_name), CASE WHEN data_type NOT IN ('tinytext', 'text') THEN LOWER(column_type)
        ELSE CONCAT(data_type, '(', character_octet_length, ')') END,
    CASE WHEN is_nullable = 'YES' THEN 1 ELSE 0 END
FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name IN (
    SELECT table_name FROM information_schema.tables
    WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE')
ORDER BY table_name, column_name
;
SELECT LOWER(table_name), LOWER(index_name), LOWER(column_name), seq_in_index,
    CASE WHEN non_unique = 0 THEN 1 ELSE 0 END
FROM information_schema.statistics WHERE table_schema = DATABASE()
ORDER BY table_name, index_name, seq_in_index
;
SELECT LOWER(table_name), constraint_name, LOWER(column_name), ordinal_position, LOWER(referenced_table_name),
    LOWER(referenced_column_name)
FROM information_schema.key_column_usage
WHERE table_schema = DATABASE() AND referenced_table_name IS NOT NULL
ORDER BY table_name, constraint_name, ordinal_position
;
SELECT LOWER(t.table_name), CONCAT('CHECK (', c.check_clause, ')')
FROM information_schema.check_constraints c JOIN information_schema.table_constraints t
    ON t.constraint_schema = c.constraint_schema AND t.constraint_name = c.constraint_name
WHERE c.constraint_schema = DATABASE() AND t.constraint_type = 'CHECK'
ORDER BY t.table_name, c.constraint_name
;
SELECT LOWER(table_name) FROM information_schema.tables
WHERE table_schema = DATABASE() AND table_type = 'VIEW' ORDER BY table_name
;
SELECT LOWER(column_name) FROM information_schema.columns
WHERE table_schema = DATABASE() AND table_name = ? ORDER BY ordinal_position
;
SELECT CASE WHEN CONCAT(@@GLOBAL.read_only) IN ('0', 'OFF') THEN 1 ELSE 0 END
;
SELECT UNIX_TIMESTAMP()
;
SELECT version()
;
