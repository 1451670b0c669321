// Foreign keys, CHECKs and views of the catalogues that follow the SQL standard's, and SQLite's.

extension MySQLDialect {
    var listReferences: String {
        """
        SELECT LOWER(table_name), constraint_name, LOWER(column_name), ordinal_position, LOWER(referenced_table_name),
            LOWER(referenced_column_name)
        FROM information_schema.key_column_usage
        WHERE table_schema = DATABASE() AND referenced_table_name IS NOT NULL
        ORDER BY table_name, constraint_name, ordinal_position
        """
    }

    // Names are unique within a table on MariaDB, within a schema on MySQL, which does not say the table beside them. TiDB
    // keeps no CHECK unless it is told to.
    var listChecks: String? {
        switch flavour {
        case .mariaDB:
            """
            SELECT LOWER(table_name), CONCAT('CHECK (', check_clause, ')') FROM information_schema.check_constraints
            WHERE constraint_schema = DATABASE() ORDER BY table_name, constraint_name
            """
        case .mySQL:
            """
            SELECT LOWER(t.table_name), CONCAT('CHECK (', c.check_clause, ')')
            FROM information_schema.check_constraints c JOIN information_schema.table_constraints t
                ON t.constraint_schema = c.constraint_schema AND t.constraint_name = c.constraint_name
            WHERE c.constraint_schema = DATABASE() AND t.constraint_type = 'CHECK'
            ORDER BY t.table_name, c.constraint_name
            """
        case .tiDB: nil
        }
    }

    var listViews: String {
        """
        SELECT LOWER(table_name) FROM information_schema.tables
        WHERE table_schema = DATABASE() AND table_type = 'VIEW' ORDER BY table_name
        """
    }

    var listViewColumns: String {
        """
        SELECT LOWER(column_name) FROM information_schema.columns
        WHERE table_schema = DATABASE() AND table_name = ? ORDER BY ordinal_position
        """
    }
}

extension SQLiteDialect {
    var listReferences: String {
        """
        SELECT t.name, f.id, f."from", f.seq + 1, f."table", f."to"
        FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) f
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY 1, 2, 4
        """
    }

    // The whole declaration.
    var listChecks: String? {
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    }

    var listViews: String { "SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name" }
    var listViewColumns: String { "SELECT name FROM pragma_table_info(?) ORDER BY cid" }
}

extension PostgreSQLDialect {
    var listReferences: String {
        """
        SELECT CAST(t.relname AS TEXT), CAST(c.conname AS TEXT), CAST(a.attname AS TEXT), k.place, CAST(r.relname AS TEXT),
            CAST(b.attname AS TEXT)
        FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class r ON r.oid = c.confrelid
            JOIN pg_namespace n ON n.oid = t.relnamespace
            CROSS JOIN LATERAL UNNEST(c.conkey, c.confkey) WITH ORDINALITY AS k (own, target, place)
            JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.own
            JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = k.target
        WHERE c.contype = 'f' AND n.nspname = current_schema() ORDER BY t.relname, c.conname, k.place
        """
    }

    var listChecks: String? {
        """
        SELECT CAST(t.relname AS TEXT), pg_get_constraintdef(c.oid)
        FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
        WHERE c.contype = 'c' AND n.nspname = current_schema() ORDER BY t.relname, c.conname
        """
    }

    // Without those of an extension, which somebody may have put into the same schema.
    var listViews: String {
        """
        SELECT CAST(v.relname AS TEXT) FROM pg_class v JOIN pg_namespace n ON n.oid = v.relnamespace
        WHERE n.nspname = current_schema() AND v.relkind IN ('v', 'm')
            AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = v.oid AND d.deptype = 'e')
        ORDER BY v.relname
        """
    }

    var listViewColumns: String {
        """
        SELECT CAST(a.attname AS TEXT) FROM pg_attribute a JOIN pg_class v ON v.oid = a.attrelid
            JOIN pg_namespace n ON n.oid = v.relnamespace
        WHERE n.nspname = current_schema() AND v.relname = ? AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
        """
    }
}
