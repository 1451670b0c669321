import Storage
import Testing

struct DatabaseURLTests {
    @Test(arguments: [
        ("sqlite:///etime.db", "etime.db"), ("sqlite:////var/lib/etime.db", "/var/lib/etime.db"),
        ("SQLite:///data/my company.db", "data/my company.db"), ("etime.db", "etime.db"), ("./a/b.db", "./a/b.db"),
        ("sqlite:///data/timetracker.db", "data/timetracker.db"), ("sqlite+pysqlite:///a.db", "a.db"),
        ("sqlite:////srv/a@b:c/x.db", "/srv/a@b:c/x.db"), ("/srv/a:b@c/x.db", "/srv/a:b@c/x.db"),
        ("./asha:x@y.db", "./asha:x@y.db"), ("oracle.db", "oracle.db"), ("postgres", "postgres"),
    ])
    func readsPaths(text: String, path: String) throws {
        let url = try DatabaseURL(text)
        #expect(url.location == .sqlite(path: path))
        #expect(url.description == "sqlite:///\(path)")
    }

    @Test(arguments: [
        "", "sqlite://", "sqlite:///", "sqlite://etime.db", "sqlite:etime.db", ":memory:", "sqlite:///:memory:",
        "a\0.db",
        "postgres//asha:Hush7@db/etime", "postgresql:asha:Hush7@db/etime", "mysql:/asha:Hush7@db", "mssql:db/etime",
        "asha:Hush7@db.example/etime", "host=db user=asha password=Hush7", "Driver=x;PWD=Hush7", "://db/etime",
        "asha:Hush7@postgresql://db/etime", "oracle@db", "odbc:", "odbc:;;", "odbc:Hush7", "odbc:PWD={Hush7",
        "odbc:PWD={Hush7}x;Server=a", "odbc:=Hush7", "ODBC:Server=a;Hush7", "host=127.0.0.1 dbname=etime user=asha",
        "127.0.0.1:5432/etime", "db.example:3306/etime", "Server=db;Database=etime", "Data Source=db", " ",
        "sqlite:/// ",
    ])
    func refusesWhatIsNoAddress(text: String) {
        let error = #expect(throws: StorageError.self) { try DatabaseURL(text) }
        #expect(error?.description.contains("is not a database address") == true)
        // The word alone after odbc: could be anything.
        if text.contains(":Hush7@") || text.contains("PWD") || text.contains("password") {
            #expect(error?.description.contains("Hush7") == false, "\(error?.description ?? "")")
        }
    }

    @Test(arguments: ["mongodb", "postgresql+hugsql", "mysql+", "jdbc", "http"])
    func namesWhatItUnderstands(scheme: String) {
        let error = #expect(throws: StorageError.unsupportedScheme(scheme)) {
            try DatabaseURL("\(scheme)://asha:Hush7@db/etime")
        }
        #expect(error?.description.contains("sqlite:///relative/path") == true)
        #expect(error?.description.contains("postgresql://") == true)
        #expect(error?.description.contains("Hush7") == false)
    }

    @Test(arguments: [
        ("postgressql", "Did you mean postgresql://?"), ("mysq+pymysql", "Did you mean mysql://?"),
        ("ms-sql", "Did you mean mssql://?"), ("obdc", "Did you mean odbc:?"), ("mongodb", "oracle:// or odbc:."),
    ])
    func guessesWhatWasMeant(scheme: String, end: String) {
        let error = #expect(throws: StorageError.self) { try DatabaseURL("\(scheme)://db/etime") }
        #expect(error?.description.hasSuffix(end) == true, "\(error?.description ?? "")")
    }

    @Test(arguments: [
        ("odbc:Driver={PostgreSQL ANSI};Server=db;PWD=Hush7", "odbc:Driver=PostgreSQL ANSI;Server=db;PWD=•••"),
        ("odbc:DSN=etime; UID = asha ; Password={a;b}}c}", "odbc:DSN=etime;UID=asha;Password=•••"),
        ("odbc:DSN=x;pqopt={password=Hush7 a=b}", "odbc:DSN=x;pqopt=•••"), ("odbc:DSN={a=b};;", "odbc:DSN={a=b}"),
        ("mssql+pyodbc:///?odbc_connect=DSN%3Dx%3BPWD%3DHush7+8", "odbc:DSN=x;PWD=•••"),
    ])
    func readsODBCStrings(text: String, shown: String) throws {
        let url = try DatabaseURL(text)
        #expect(url.description == shown)
        #expect(!"\(url)\(String(reflecting: url))".contains("Hush7"))
    }

    @Test func odbcStringsReachTheDriverAsTheyAre() throws {
        let text = "Driver=x; PWD={a;b}}c} ;Option = 3;"
        guard case .odbc(let address) = try DatabaseURL("odbc:\(text)").location else {
            Issue.record("not an ODBC address")
            return
        }
        #expect(address.connectionString.reveal() == text)
        #expect(address.attributes.map(\.name) == ["Driver", "PWD", "Option"])
        #expect(address.attributes.map { $0.value.reveal() } == ["x", "a;b}c", "3"])
    }

    @Test func aPasswordIsPartOfWhatTwoAddressesAre() throws {
        let one = try DatabaseURL("postgresql://asha:a@db/etime")
        let other = try DatabaseURL("postgresql://asha:b@db/etime")
        #expect(one != other)
        #expect(one.description == other.description)
        #expect(one == (try DatabaseURL("postgres://asha:%61@db:5432/etime")))
    }
}
