SELECT LOWER(table_name) FROM information_schema.tables
WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' ORDER BY table_name
;
SELECT LOWER(table_name), LOWER(column_name), LOWER(column_type), CASE WHEN is_nullable = 'YES' THEN 1 ELSE 0 END
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
SELECT CASE WHEN CONCAT(@@GLOBAL.read_only) IN ('0', 'OFF') THEN 1 ELSE 0 END
;
SELECT UNIX_TIMESTAMP()
;
SELECT version()
;
