package org.sealphone.tui.config;

import org.sealphone.crypto.reason.ReasonCode;

/** Why the command line itself refuses, or what it found when it compared what was asked for with what happened. */
public enum CliReason implements ReasonCode {
    CLI_01(
            "CLI-01",
            "There is no such command or option",
            "What is not understood is never ignored: it might have been the part that mattered.",
            "Look at 'sealphone --help' or 'sealphone COMMAND --help'."),
    CLI_02(
            "CLI-02",
            "A value cannot be used",
            "The option is known, but what was given with it is not of its kind.",
            "Look at 'sealphone COMMAND --help' for the form of the value."),
    CLI_03(
            "CLI-03",
            "This is not in this build yet",
            "It is part of the contract of the command line and will come; until then it is refused, because ignoring it would pretend.",
            "Leave it out, or use a later version."),
    CLI_04(
            "CLI-04",
            "A password does not belong on the command line",
            "Every user of this machine can read the arguments of a running program, and shells keep them in a history file.",
            "Put it into a file of mode 0600 and name that with --password-file, or into an environment variable named with --password-env. "
                    + "Change the password if it was typed here."),
    CLI_05(
            "CLI-05",
            "Something that is needed is missing",
            "Without it there is nobody to call, or nobody to be.",
            "Add what the detail names; 'sealphone COMMAND --help' begins with examples."),
    CLI_06(
            "CLI-06",
            "Options contradict each other",
            "Two of them cannot both be done, and guessing which was meant could be the wrong one.",
            "Keep one of those that the detail names."),
    CLI_07(
            "CLI-07",
            "A file with a secret can be read by others",
            "Its mode lets other users of this machine read it, so it is no secret any more.",
            "chmod 600 the file; if the machine has other users, change the password too."),
    CLI_08(
            "CLI-08",
            "A file with a secret cannot be used",
            "It is missing, unreadable, empty, or holds more than one line of text.",
            "Write the password alone into it, on one line, and make it readable for you only: chmod 600."),
    CLI_09(
            "CLI-09",
            "The environment variable for the password is not set",
            "--password-env names a variable, and it is missing or empty in the environment of this process.",
            "Set and export it, or use --password-file."),
    CLI_10(
            "CLI-10",
            "A file cannot be written",
            "It is opened before anything else happens, so that no call is made whose trace or sound would be lost.",
            "Check the folder, its permissions and the space on the disk; symbolic links are not followed."),
    CLI_11(
            "CLI-11",
            "A file ended before the work did",
            "Writing failed on the way, usually because the disk is full. The call went on: it matters more than its trace.",
            "Make room and run again; what was written until then can be read."),
    CLI_12(
            "CLI-12",
            "The password is weak",
            "It is short, common or equal to the user name: it can be guessed, and then others phone at your expense.",
            "Let the trunk generate one of at least 16 random characters, and change this one."),
    CLI_13(
            "CLI-13",
            "A file cannot be read",
            "It is missing, or its permissions do not let you.",
            "Check the path and the permissions."),
    CLI_14(
            "CLI-14",
            "The users file has an error",
            "It holds a 'name:password' a line, names of letters, digits and . _ - +; empty lines and lines that start with # are skipped.",
            "Correct the line that the detail names."),
    CLI_20(
            "CLI-20",
            "Another final status came than was expected",
            "--expect names the one status with which the call is a success.",
            "Compare the status in the result with what the other side should do."),
    CLI_21(
            "CLI-21",
            "The expected tone was not heard",
            "--expect-tone wants one tone to stand out from everything else that was heard, within two hertz.",
            "Compare 'heard' in the result: a lower level or another tone points at the other side, silence at the network."),
    CLI_22(
            "CLI-22",
            "No call came",
            "The time of --for was over before anybody called.",
            "Check that the caller uses this address, and that the registration stood all the time."),
    CLI_23(
            "CLI-23",
            "Nobody answered within --timeout",
            "The other side was reached, but did not finish its part in the time that was given.",
            "Give it longer with --timeout, or look at the other side."),
    CLI_24(
            "CLI-24",
            "Interrupted",
            "A signal (Ctrl-C, or a request to terminate) ended the run; calls were hung up and the registration removed.",
            "Nothing: that is what was asked for."),
    CLI_25(
            "CLI-25",
            "The server cannot listen there",
            "The address is not one of this machine, or the port is taken or reserved.",
            "Choose another with --listen, for example 127.0.0.1:0 for any free port."),
    CLI_26(
            "CLI-26",
            "What was asked for is outside of the policy",
            "A policy is a complete set of algorithms; nothing is taken from beyond it.",
            "Choose a suite of the policy, or --policy interop, which also has AES_CM with tags of 32 bits."),
    CLI_30(
            "CLI-30",
            "There is no such reason code",
            "Codes are letters, a dash and digits, such as SDES-11.",
            "'sealphone explain' lists them all."),
    CLI_40(
            "CLI-40",
            "The witness saw cleartext, or what it cannot account for",
            "Every octet that leaves has to be TLS, SRTP or SRTCP that the witness can open with the keys of this very run, or a header.",
            "This must not happen. Report it with the lines above and the capture."),
    CLI_41(
            "CLI-41",
            "The witnesses do not count the same",
            "The sockets, the senders and the witness count on their own; where they differ, something left or was seen that should not.",
            "Run it again on a quiet machine; if it stays, report it."),
    CLI_42(
            "CLI-42",
            "Not everything of the demonstration happened",
            "A registration, the call or the sound failed, so there is too little to judge.",
            "Run it again with -v; the detail says what was missing."),
    CLI_43(
            "CLI-43",
            "The run proves nothing",
            "A witness that misses a planted leak, or never sees the planted words decrypted, could also miss a real one.",
            "Run it again; if it stays, report it: the harness is broken."),
    CLI_44(
            "CLI-44",
            "This machine cannot provide the witness",
            "Without a capture or a relay there is nobody who could say what left.",
            "Look at the detail: a port, a right to capture or a namespace is missing."),
    CLI_70(
            "CLI-70",
            "This is a bug of Sealphone",
            "Something happened that the program believed impossible. It stopped rather than go on blindly.",
            "Report it with the lines above; they hold no secret. Run again with --log FILE for more.");

    private final String code;
    private final String title;
    private final String why;
    private final String advice;

    CliReason(String code, String title, String why, String advice) {
        this.code = code;
        this.title = title;
        this.why = why;
        this.advice = advice;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String why() {
        return why;
    }

    @Override
    public String advice() {
        return advice;
    }
}
