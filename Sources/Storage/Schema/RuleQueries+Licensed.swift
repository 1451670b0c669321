// Foreign keys, CHECKs and views in the catalogues of SQL Server and Oracle.

extension SQLServerDialect {
    var listReferences: String {
        """
        SELECT LOWER(t.name), LOWER(f.name), LOWER(c.name), k.constraint_column_id, LOWER(r.name), LOWER(d.name)
        FROM sys.foreign_key_columns k JOIN sys.foreign_keys f ON f.object_id = k.constraint_object_id
            JOIN sys.tables t ON t.object_id = k.parent_object_id JOIN sys.tables r ON r.object_id = k.referenced_object_id
            JOIN sys.columns c ON c.object_id = k.parent_object_id AND c.column_id = k.parent_column_id
            JOIN sys.columns d ON d.object_id = k.referenced_object_id AND d.column_id = k.referenced_column_id
        WHERE t.schema_id = SCHEMA_ID() ORDER BY t.name, f.name, k.constraint_column_id
        """
    }

    // Names stand in square brackets there, which divide words like any other symbol.
    var listChecks: String? {
        """
        SELECT LOWER(t.name), 'CHECK (' + c.definition + ')'
        FROM sys.check_constraints c JOIN sys.tables t ON t.object_id = c.parent_object_id
        WHERE t.schema_id = SCHEMA_ID() ORDER BY t.name, c.name
        """
    }

    var listViews: String { "SELECT LOWER(v.name) FROM sys.views v WHERE v.schema_id = SCHEMA_ID() ORDER BY v.name" }

    var listViewColumns: String {
        """
        SELECT LOWER(c.name) FROM sys.columns c JOIN sys.views v ON v.object_id = c.object_id
        WHERE v.schema_id = SCHEMA_ID() AND LOWER(v.name) = ? ORDER BY c.column_id
        """
    }
}

extension OracleDialect {
    var listReferences: String {
        """
        SELECT LOWER(c.table_name), LOWER(c.constraint_name), LOWER(k.column_name), k.position, LOWER(t.table_name),
            LOWER(t.column_name)
        FROM user_constraints c JOIN user_cons_columns k ON k.constraint_name = c.constraint_name
            JOIN user_cons_columns t ON t.constraint_name = c.r_constraint_name AND t.position = k.position
        WHERE c.constraint_type = 'R' ORDER BY c.table_name, c.constraint_name, k.position
        """
    }

    // A NOT NULL is one of them, written by the database.
    var listChecks: String? {
        """
        SELECT LOWER(table_name), 'CHECK (' || search_condition_vc || ')' FROM user_constraints
        WHERE constraint_type = 'C' AND NOT REGEXP_LIKE(search_condition_vc, '^"[^"]+" IS NOT NULL$')
        ORDER BY table_name, constraint_name
        """
    }

    var listViews: String { "SELECT LOWER(view_name) FROM user_views ORDER BY view_name" }

    var listViewColumns: String {
        "SELECT LOWER(column_name) FROM user_tab_columns WHERE LOWER(table_name) = ? ORDER BY column_id"
    }
}
