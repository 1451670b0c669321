# make run     install what is missing, build, run the main job on a demo company
# make test    install what the tests need, start real peers, run everything
# make bench   measure; the last lines are `bench NAME VALUE UNIT BAR ok|short`
# make mutate  turn each comparison of the rules round and look whether a test fails (half an hour); docs/testing.md
# make soak    ten thousand seeded schedules of faults against the fleet (an hour and a half); docs/testing.md
# make lint    formatting and the house rules that a program can check
# make build   the programs, optimised, in .build/release

.PHONY: run test bench mutate soak lint build clean

run: build
	@Scripts/run

build:
	@Scripts/setup build
	swift build -c release --product etime
	swift build -c release --product etime-desktop

test:
	@Scripts/setup test
	@Scripts/test

bench:
	@Scripts/setup bench
	@Scripts/bench

mutate:
	@Scripts/setup swift
	@Scripts/mutate

soak:
	@Scripts/setup swift
	@Scripts/soak

lint:
	@Scripts/setup swift
	@Scripts/lint

clean:
	rm -rf .build .venv
