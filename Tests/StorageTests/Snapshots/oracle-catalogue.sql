SELECT LOWER(table_name) FROM user_tables ORDER BY table_name
;
SELECT LOWER(c.table_name), LOWER(c.column_name), LOWER(c.data_type) || CASE
        WHEN c.data_type = 'VARCHAR2' THEN '(' || c.char_length || ')'
        WHEN c.data_type = 'NUMBER' THEN '(' || c.data_precision || ')' END,
    CASE WHEN c.nullable = 'Y' THEN 1 ELSE 0 END
FROM user_tab_columns c JOIN user_tables t ON t.table_name = c.table_name ORDER BY c.table_name, c.column_name
;
SELECT LOWER(c.table_name), LOWER(c.index_name), LOWER(c.column_name), c.column_position,
    CASE WHEN i.uniqueness = 'UNIQUE' THEN 1 ELSE 0 END
FROM user_ind_columns c JOIN user_indexes i ON i.index_name = c.index_name
ORDER BY c.table_name, c.index_name, c.column_position
;
SELECT LOWER(c.table_name), LOWER(c.constraint_name), LOWER(k.column_name), k.position, LOWER(t.table_name),
    LOWER(t.column_name)
FROM user_constraints c JOIN user_cons_columns k ON k.constraint_name = c.constraint_name
    JOIN user_cons_columns t ON t.constraint_name = c.r_constraint_name AND t.position = k.position
WHERE c.constraint_type = 'R' ORDER BY c.table_name, c.constraint_name, k.position
;
SELECT LOWER(table_name), 'CHECK (' || search_condition_vc || ')' FROM user_constraints
WHERE constraint_type = 'C' AND NOT REGEXP_LIKE(search_condition_vc, '^"[^"]+" IS NOT NULL$')
ORDER BY table_name, constraint_name
;
SELECT LOWER(view_name) FROM user_views ORDER BY view_name
;
SELECT LOWER(column_name) FROM user_tab_columns WHERE LOWER(table_name) = ? ORDER BY column_id
;
SELECT CASE WHEN SYS_CONTEXT('USERENV', 'DATABASE_ROLE') = 'PRIMARY' THEN 1 ELSE 0 END FROM DUAL
;
SELECT CAST(ROUND((CAST(SYS_EXTRACT_UTC(SYSTIMESTAMP) AS DATE) - DATE '1970-01-01') * 86400) AS NUMBER(19)) FROM DUAL
;
SELECT version FROM product_component_version WHERE product LIKE 'Oracle%'
;
SELECT CASE WHEN 'अ' = UNISTR('\0905') THEN 1 ELSE 0 END FROM DUAL
;
