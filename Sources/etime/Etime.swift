@main struct Etime { static func main() { print("etime") } }
