/// Names that a database takes for words of its language unless they are quoted, lower case. One too many does no harm.
enum ReservedWords {
    /// Of SQL itself: reserved in all of them.
    private static let common = words(
        """
        add all alter and any as asc between by case cast check collate column constraint create cross current \
        current_date current_time current_timestamp current_user cursor default delete desc distinct drop else end \
        except exists false fetch for foreign from full grant group having in inner insert intersect into is join key \
        lateral left like limit natural not null of offset on or order outer primary references right row rows select \
        session_user set some table then to trigger true union unique update user using values view when where with
        """)

    static let postgreSQL = common.union(
        words(
            """
            analyse analyze array asymmetric authorization binary both collation concurrently current_catalog \
            current_role current_schema deferrable do freeze ilike initially isnull leading localtime localtimestamp \
            notnull only overlaps placing returning similar symmetric tablesample trailing variadic verbose window \
            overlay position
            """))

    static let mySQL = common.union(
        words(
            """
            accessible admin analyze array asensitive before bigint binary blob body both call cascade change char \
            character condition continue convert cube cume_dist current_role database databases day_hour \
            day_microsecond day_minute day_second dec decimal declare delayed dense_rank describe deterministic \
            distinctrow div do_domain_ids double dual each elseif elsif empty enclosed escaped exit explain first_value \
            float float4 float8 force fulltext function general generated get goto grouping groups high_priority \
            history hour_microsecond hour_minute hour_second if ignore ignore_domain_ids ignore_server_ids index \
            infile inout insensitive int int1 int2 int3 int4 int8 integer interval io_after_gtids io_before_gtids \
            iterate json_table keys kill lag last_value lead leading leave linear lines load localtime localtimestamp lock long \
            longblob longtext loop low_priority manual master_bind master_heartbeat_period \
            master_ssl_verify_server_cert match maxvalue mediumblob mediumint mediumtext member middleint \
            minute_microsecond minute_second mod modifies no_write_to_binlog nth_value ntile numeric optimize \
            optimizer_costs option optionally others out outfile over package page_checksum parallel \
            parse_vcol_expr partition percent_rank period portion persist persist_only position precision procedure purge \
            qualify raise range rank read read_write reads real recursive ref_system_id regexp release rename repeat \
            replace require resignal restrict return returning revoke rlike role row_number rowtype schema schemas \
            second_microsecond sensitive separator show signal slow smallint spatial specific sql sql_big_result \
            sql_calc_found_rows sql_small_result sqlexception sqlstate sqlwarning ssl starting stats_auto_recalc \
            stats_persistent stats_sample_pages stored straight_join system system_time tablesample terminated \
            tinyblob tinyint tinytext trailing undo unlock unsigned usage use utc_date utc_time utc_timestamp \
            varbinary varchar varcharacter varying versioning virtual while window without write xor year_month \
            zerofill
            """))

    static let sqlServer = common.union(
        words(
            """
            authorization backup begin break browse bulk cascade checkpoint close clustered coalesce commit compute \
            contains containstable continue convert database dbcc deallocate declare deny disk distributed double dump \
            errlvl escape exec execute exit external file fillfactor freetext freetexttable function goto holdlock \
            identity identity_insert identitycol if index kill lineno load merge national nocheck nonclustered nullif \
            off offsets open opendatasource openquery openrowset openxml option over percent pivot plan precision \
            print proc procedure public raiserror read readtext reconfigure replication restore restrict return revert \
            revoke rollback rowcount rowguidcol rule save schema securityaudit \
            semantickeyphrasetable semanticsimilaritydetailstable semanticsimilaritytable setuser shutdown \
            statistics system_user tablesample textsize top tran transaction truncate try_convert tsequal unpivot \
            updatetext use varying waitfor while within writetext
            """))

    static let oracle = common.union(
        words(
            """
            access audit char cluster comment compress connect date decimal exclusive file float identified immediate \
            increment index initial integer level lock long maxextents minus mlslabel mode modify noaudit nocompress \
            nowait number offline online option pctfree prior public raw rename resource revoke rowid rownum session \
            share size smallint start successful synonym sysdate uid validate varchar varchar2 whenever
            """))

    private static func words(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }
}
