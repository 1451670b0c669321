/// Takes files that terminals write, carried by hand.
package struct FileService: Sendable {
    let context: ServiceContext
}
