/// A person of the demo company.
struct DemoPerson: Sendable {
    var code: String
    var name: String
    var department: String
    /// Nil: nobody has assigned a shift yet, which attendance shows as an exception.
    var shift: DemoShift?

    /// The number on the terminal. Old hands were enrolled before the company numbered its pay slips.
    var terminalUser: String {
        guard let number = Int(code), number <= DemoPeople.lastOldHand else { return code }
        return String(number - DemoPeople.firstCode + 1)
    }

    /// Goes out through the terminal for the meal as well.
    var punchesMeals: Bool { (Int(code) ?? 0) % 3 == 0 }
}

/// The sixty people. Some names are long and some are in Devanagari, as on real pay slips.
enum DemoPeople {
    static let firstCode = 1001
    static let lastOldHand = 1004
    /// Joined after the month began, and left before it ended.
    static let newcomer = "1060"
    static let leaver = "1043"

    static let all: [DemoPerson] = departments.flatMap(\.people).enumerated().map { index, person in
        DemoPerson(
            code: String(firstCode + index), name: person.name, department: person.department, shift: person.shift)
    }

    private struct Entry {
        var name: String
        var department: String
        var shift: DemoShift?
    }

    private struct Department {
        var name: String
        var staff: [(shift: DemoShift?, names: [String])]

        var people: [Entry] {
            staff.flatMap { group in group.names.map { Entry(name: $0, department: name, shift: group.shift) } }
        }
    }

    private static let departments = [
        Department(
            name: "Accounts",
            staff: [
                (.general, ["Lakshmi Narayanan", "Ravindra Kulkarni", "Meenakshi Sundaram", "Farhan Qureshi"])
            ]),
        Department(
            name: "Assembly",
            staff: [
                (.early, ["Sunita Pawar", "Anil Jadhav", "Kavita Shinde", "सुनील गायकवाड", "Rekha More", "Imran Shaikh"]),
                (.general, ["Deepa Krishnamurthy", "Joseph D’Souza"]),
                (.night, ["Santosh Kamble", "Prakash Bhosale", "Mahesh Salunkhe", "Vijay Chavan"]),
            ]),
        Department(
            name: "Dispatch",
            staff: [
                (.general, ["Gurpreet Singh Ahluwalia", "Nilesh Thakkar", "Abdul Rahman Ansari"]),
                (.night, ["Bhimrao Waghmare", "Kishor Sonawane"]),
            ]),
        Department(
            name: "HR & Admin",
            staff: [(.general, ["Anjali Deshpande", "Pooja Ranganathan", "Thomas Kurian"])]),
        Department(
            name: "Machine Shop",
            staff: [
                (.early, ["Ramesh Patil", "दत्तात्रय कुलकर्णी", "Suresh Yadav", "Ganesh Mane", "Bharat Solanki"]),
                (.general, ["Venkata Subramanya Satyanarayana Raju", "Harish Iyer", "Manoj Tiwari"]),
                (.night, ["Raju Gowda", "Ashok Nikam", "Balaji Reddy", "Dilip Kshirsagar", "Mohammed Irfan"]),
            ]),
        Department(
            name: "Maintenance",
            staff: [
                (.early, ["Shankar Naik", "Pandurang Gavli"]),
                (.general, ["Arvind Chaturvedi"]),
                (.night, ["Yashwant Ghorpade", "Sanjay Rathod", "Nagesh Hegde"]),
            ]),
        Department(
            name: "Quality",
            staff: [
                (.early, ["Priyanka Mishra", "Neha Kapoor", "मीनाक्षी जोशी"]),
                (.general, ["Aishwarya Balasubramaniam", "Rahul Banerjee", "Sneha Nair", "Vivek Agarwal"]),
                (.night, ["Tushar Pingle", "Karthik Shetty"]),
            ]),
        Department(
            name: "Stores",
            staff: [
                (.early, ["Laxman Dhotre", "Sharad Bagul"]),
                (.general, ["Usha Padmanabhan", "Jignesh Panchal", "Rohini Gokhale"]),
                (.night, ["Sambhaji Thorat"]),
                (nil, ["Omkar Wankhede"]),
                (.general, ["Ishita Chatterjee"]),
            ]),
    ]
}
