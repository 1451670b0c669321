SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = "current_schema"() ORDER BY tablename
;
SELECT CAST(t.relname AS TEXT), CAST(a.attname AS TEXT), LOWER(format_type(a.atttypid, a.atttypmod)),
    CASE WHEN a.attnotnull THEN 0 ELSE 1 END
FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid JOIN pg_namespace n ON n.oid = t.relnamespace
WHERE n.nspname = "current_schema"() AND t.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY t.relname, a.attname
;
SELECT CAST(t.relname AS TEXT), CAST(i.relname AS TEXT), CAST(a.attname AS TEXT), a.attnum,
    CASE WHEN x.indisunique THEN 1 ELSE 0 END
FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
    JOIN pg_namespace n ON n.oid = t.relnamespace JOIN pg_attribute a ON a.attrelid = i.oid
WHERE n.nspname = "current_schema"() AND t.relkind = 'r'
ORDER BY t.relname, i.relname, a.attnum
;
SELECT CASE WHEN pg_is_in_recovery() OR current_setting('default_transaction_read_only') = 'on' THEN 0 ELSE 1 END
;
SELECT CAST(FLOOR(EXTRACT(EPOCH FROM clock_timestamp())) AS BIGINT)
;
SELECT version()
;
SELECT CASE WHEN current_setting('server_encoding') = 'UTF8' THEN 1 ELSE 0 END
;
SELECT CAST(c.oid AS BIGINT), CAST(t.relname AS TEXT), CAST(c.conname AS TEXT), pg_get_constraintdef(c.oid)
FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
WHERE c.contype = 'f' AND n.nspname = "current_schema"() ORDER BY c.oid
;
