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
SELECT CAST(t.relname AS TEXT), CAST(c.conname AS TEXT), CAST(a.attname AS TEXT), k.place, CAST(r.relname AS TEXT),
    CAST(b.attname AS TEXT)
FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class r ON r.oid = c.confrelid
    JOIN pg_namespace n ON n.oid = t.relnamespace
    CROSS JOIN LATERAL UNNEST(c.conkey, c.confkey) WITH ORDINALITY AS k (own, target, place)
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.own
    JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = k.target
WHERE c.contype = 'f' AND n.nspname = "current_schema"() ORDER BY t.relname, c.conname, k.place
;
SELECT CAST(t.relname AS TEXT), pg_get_constraintdef(c.oid)
FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
WHERE c.contype = 'c' AND n.nspname = "current_schema"() ORDER BY t.relname, c.conname
;
SELECT CAST(v.relname AS TEXT) FROM pg_class v JOIN pg_namespace n ON n.oid = v.relnamespace
WHERE n.nspname = "current_schema"() AND v.relkind IN ('v', 'm')
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = v.oid AND d.deptype = 'e')
ORDER BY v.relname
;
SELECT CAST(a.attname AS TEXT) FROM pg_attribute a JOIN pg_class v ON v.oid = a.attrelid
    JOIN pg_namespace n ON n.oid = v.relnamespace
WHERE n.nspname = "current_schema"() AND v.relname = ? AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
;
SELECT CAST(c.oid AS BIGINT), CAST(t.relname AS TEXT), CAST(c.conname AS TEXT), pg_get_constraintdef(c.oid)
FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
WHERE c.contype = 'f' AND n.nspname = "current_schema"() ORDER BY c.oid
;
SELECT CASE WHEN pg_is_in_recovery() OR current_setting('default_transaction_read_only') = 'on' THEN 0 ELSE 1 END
;
SELECT CAST(FLOOR(EXTRACT(EPOCH FROM clock_timestamp())) AS BIGINT)
;
SELECT version()
;
SELECT CASE WHEN current_setting('server_encoding') = 'UTF8' THEN 1 ELSE 0 END
;
