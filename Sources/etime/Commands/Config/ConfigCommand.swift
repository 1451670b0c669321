import ArgumentParser

struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "What is set for the programs, and whether it works.",
        discussion: """
            Settings are said by an option, in the environment, in a .env file in the current directory, or in a file: the first \
            of these that says something holds. The file is etime/etime.yaml in your configuration folder, and beneath it \
            /etc/etime/etime.yaml; --config or ETIME_CONFIG names another in their place:

              database:
                url: postgresql://etime@db.example/etime
                password-file: /etc/etime/password
              log:
                level: info
                format: json
                file: /var/log/etime/etime.log
            """,
        subcommands: [ConfigShowCommand.self, ConfigCheckCommand.self])
}
