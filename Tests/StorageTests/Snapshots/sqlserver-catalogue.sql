SELECT LOWER(t.name) FROM sys.tables t WHERE t.schema_id = SCHEMA_ID() ORDER BY t.name
;
SELECT LOWER(t.name), LOWER(c.name), LOWER(TYPE_NAME(c.user_type_id)) + CASE
        WHEN TYPE_NAME(c.user_type_id) NOT IN ('nvarchar', 'varbinary') THEN '' WHEN c.max_length < 0 THEN '(max)'
        ELSE '(' + CAST(CASE WHEN TYPE_NAME(c.user_type_id) = 'nvarchar' THEN c.max_length / 2
            ELSE c.max_length END AS VARCHAR(10)) + ')' END, CAST(c.is_nullable AS INT)
FROM sys.columns c JOIN sys.tables t ON t.object_id = c.object_id
WHERE t.schema_id = SCHEMA_ID() ORDER BY t.name, c.name
;
SELECT LOWER(t.name), LOWER(i.name), LOWER(c.name), CAST(x.key_ordinal AS INT), CAST(i.is_unique AS INT)
FROM sys.index_columns x JOIN sys.indexes i ON i.object_id = x.object_id AND i.index_id = x.index_id
    JOIN sys.columns c ON c.object_id = x.object_id AND c.column_id = x.column_id
    JOIN sys.tables t ON t.object_id = x.object_id
WHERE t.schema_id = SCHEMA_ID() AND x.key_ordinal > 0 ORDER BY t.name, i.name, x.key_ordinal
;
SELECT LOWER(t.name), LOWER(f.name), LOWER(c.name), k.constraint_column_id, LOWER(r.name), LOWER(d.name)
FROM sys.foreign_key_columns k JOIN sys.foreign_keys f ON f.object_id = k.constraint_object_id
    JOIN sys.tables t ON t.object_id = k.parent_object_id JOIN sys.tables r ON r.object_id = k.referenced_object_id
    JOIN sys.columns c ON c.object_id = k.parent_object_id AND c.column_id = k.parent_column_id
    JOIN sys.columns d ON d.object_id = k.referenced_object_id AND d.column_id = k.referenced_column_id
WHERE t.schema_id = SCHEMA_ID() ORDER BY t.name, f.name, k.constraint_column_id
;
SELECT LOWER(t.name), 'CHECK (' + c.definition + ')'
FROM sys.check_constraints c JOIN sys.tables t ON t.object_id = c.parent_object_id
WHERE t.schema_id = SCHEMA_ID() ORDER BY t.name, c.name
;
SELECT LOWER(v.name) FROM sys.views v WHERE v.schema_id = SCHEMA_ID() ORDER BY v.name
;
SELECT LOWER(c.name) FROM sys.columns c JOIN sys.views v ON v.object_id = c.object_id
WHERE v.schema_id = SCHEMA_ID() AND LOWER(v.name) = ? ORDER BY c.column_id
;
SELECT CASE WHEN CAST(DATABASEPROPERTYEX(DB_NAME(), 'Updateability') AS NVARCHAR(128)) = N'READ_WRITE'
    THEN 1 ELSE 0 END
;
SELECT DATEDIFF_BIG(SECOND, '19700101', SYSUTCDATETIME())
;
SELECT CAST(SERVERPROPERTY('ProductVersion') AS VARCHAR(60))
;
SELECT CASE WHEN snapshot_isolation_state = 1 THEN 1 ELSE 0 END FROM sys.databases
WHERE database_id = DB_ID()
;
