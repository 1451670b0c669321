"""`etime device decode` as a support engineer uses it: what is pasted, what comes out, and the status for a script."""

import subprocess

import pytest

CONNECT = "50 50 82 7d 08 00 00 00 e8 03 17 fc 00 00 00 00"
ANSWER = "50 50 82 7d 08 00 00 00 d0 07 ff fc 2f fb 00 00"

# tcpdump -X of CONNECT, an acknowledgement without data, and the answer.
TCPDUMP = """\
20:15:01.000000 IP 192.168.1.5.50000 > 192.168.1.201.4370: Flags [P.], length 16
\t0x0000:  4500 0038 0001 4000 4006 b6a0 c0a8 0105  E..8..@.@.......
\t0x0010:  c0a8 01c9 c350 1112 0000 0001 0000 0001  .....P..........
\t0x0020:  5018 ffff 0000 0000 5050 827d 0800 0000  P.......PP.}....
\t0x0030:  e803 17fc 0000 0000                      ........
20:15:01.000100 IP 192.168.1.201.4370 > 192.168.1.5.50000: Flags [.], length 0
\t0x0000:  4500 0028 0002 4000 4006 b6af c0a8 01c9  E..(..@.@.......
\t0x0010:  c0a8 0105 1112 c350 0000 0001 0000 0011  .......P........
\t0x0020:  5010 ffff 0000 0000                      P.......
20:15:01.000200 IP 192.168.1.201.4370 > 192.168.1.5.50000: Flags [P.], length 16
\t0x0000:  4500 0038 0003 4000 4006 b69e c0a8 01c9  E..8..@.@.......
\t0x0010:  c0a8 0105 1112 c350 0000 0001 0000 0011  .......P........
\t0x0020:  5018 ffff 0000 0000 5050 827d 0800 0000  P.......PP.}....
\t0x0030:  d007 fffc 2ffb 0000                      ..../...
"""


def decode(etime, *arguments, pasted=None):
    return subprocess.run(
        [str(etime), "device", "decode", *arguments], input=pasted, capture_output=True, text=True, timeout=60
    )


@pytest.mark.parametrize(
    "arguments, pasted",
    [
        ([CONNECT], None),
        (CONNECT.split(), None),
        ([CONNECT.replace(" ", "").upper()], None),
        (["0x" + CONNECT.replace(" ", "")], None),
        (["-"], CONNECT.replace(" 08", "\n  08") + "\n\n"),
        (["-"], f"0000   {CONNECT}   PP.}}............\n"),
    ],
)
def test_every_way_to_write_it(etime, arguments, pasted):
    result = decode(etime, *arguments, pasted=pasted)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("Frame 1: CONNECT (1000), host to terminal, TCP, 8 bytes\n")
    assert "right" in result.stdout


def test_a_capture_with_network_headers(etime):
    result = decode(etime, "-", pasted=TCPDUMP)
    assert (result.returncode, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == "3 captured packets, 1 without data; network headers left out"
    assert [line.split(",")[0] for line in lines if line.startswith("Frame")] == [
        "Frame 1: CONNECT (1000)",
        "Frame 2: ACK_OK (2000)",
    ]


@pytest.mark.parametrize(
    "arguments",
    [["zz"], ["505"], [""], ["01"], ["00 01 02 03 04 05 06 07 08"], ["aa" * 16]],
)
def test_what_cannot_be_read_is_one_sentence_and_a_status(etime, arguments):
    result = decode(etime, *arguments)
    assert result.returncode != 0
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "text, said",
    [
        (f"{ANSWER} {CONNECT[:32]}", "then an incomplete frame: 11 of 16 bytes"),
        (f"{CONNECT} 00", "then"),
        # No prefix, and a wrong checksum: a guess.
        (CONNECT[24:].replace("17", "18"), "WRONG"),
    ],
)
def test_what_is_not_whole_is_shown_and_has_a_status(etime, text, said):
    result = decode(etime, text)
    assert result.returncode == 1
    assert said in result.stdout
