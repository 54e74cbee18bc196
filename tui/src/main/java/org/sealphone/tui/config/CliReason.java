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
    CLI_15(
            "CLI-15",
            "The option means nothing here",
            "The command has nothing that it could apply to, and what is given is never ignored.",
            "Leave it out; 'sealphone COMMAND --help' says what the command does."),
    CLI_16(
            "CLI-16",
            "The contacts or the history cannot be read",
            "A line of the file is not understood, and what is not understood is never written over. The phone runs without it, and keeps nothing there.",
            "Correct the line that the detail names, or move the file away: 'sealphone config path' says where it is. A newer program may have written it."),
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
    CLI_27(
            "CLI-27",
            "Not all digits were sent",
            "--dtmf presses each key for a tenth of a second, after a pause of one second at the start; the call ended before the last.",
            "Give the call longer with --for, or look at why it ended."),
    CLI_28(
            "CLI-28",
            "The call sounded worse than was expected",
            "--min-mos wants at least this mean opinion score of the E-model, from loss, its pattern, and delay; 4.4 is the best there is.",
            "Compare loss, jitter and round-trip time in the result: the network between the two sides is what can be made better."),
    CLI_29(
            "CLI-29",
            "So many calls need more open files than a process may have here",
            "Each call has a socket for sound and one for its reports, so that no call can hear another; a process has a limit for both.",
            "Raise it in the shell that starts Sealphone, 'ulimit -n 65536', or in the unit of systemd, LimitNOFILE=65536."),
    CLI_30(
            "CLI-30",
            "There is no such reason code",
            "Codes are letters, a dash and digits, such as SDES-11.",
            "'sealphone explain' lists them all."),
    CLI_31(
            "CLI-31",
            "An expectation of the plan was not met",
            "The call went its way, and one of the facts that the plan names is another.",
            "Compare what was wanted with what came, in the line of that call; the plan or the trunk has to change."),
    CLI_32(
            "CLI-32",
            "The file holds no certificate",
            "A certificate is looked for as PEM, between BEGIN CERTIFICATE and END CERTIFICATE, or as the bare bytes of one (DER).",
            "Name the file of the certificate, not that of its key; a PKCS#12 store is opened with 'openssl pkcs12 -nokeys'."),
    CLI_33(
            "CLI-33",
            "What is there already is never overwritten",
            "A key that is gone cannot be made again, and whoever trusts it would trust nobody.",
            "Name another folder or another name, or move away what the detail names."),
    CLI_34(
            "CLI-34",
            "There is no development authority in that folder",
            "It is made of a certificate, ca.pem, and the key that belongs to it, ca.key.",
            "'sealphone certs ca FOLDER' makes one."),
    CLI_35(
            "CLI-35",
            "The key was seen, and nobody vouches for it",
            "Who pins what an impostor shows, pins the impostor.",
            "Compare it over another channel with what the owner of the server says, before it goes into --pin."),
    CLI_36(
            "CLI-36",
            "Not all of the journal could be read",
            "A line that is cut or damaged is named and not drawn: what it told of is missing from the ladder.",
            "Look at the lines that the detail names; a phone that was killed leaves half a line at the end."),
    CLI_37(
            "CLI-37",
            "The journal tells of things that are not known here",
            "A newer program wrote it. What is known is drawn, the rest is counted.",
            "Watch it with the program that wrote it."),
    CLI_38(
            "CLI-38",
            "There is no journal in the file",
            "A journal holds a JSON object a line, each with a format, a type and a time, as '-o jsonl' writes them.",
            "'sealphone call ... -o jsonl > FILE' writes one; --log is for people to read."),
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
    CLI_45(
            "CLI-45",
            "A scenario came out otherwise than it must",
            "Nothing left in clear, but the phone ended in another way than it promises there, or two witnesses do not count the same.",
            "Run that scenario alone with --scenario and its id; if it stays, report it with its line."),
    CLI_46(
            "CLI-46",
            "There is no such scenario",
            "Scenarios are named by their rule, such as ADV-01.",
            "Take one of those that the detail names, or none to play them all."),
    CLI_50(
            "CLI-50",
            "The clock of this machine cannot be right",
            "Certificates count from one date to another. With a clock that is years away good ones look expired, and expired ones good.",
            "Set the clock, and let something keep it right, such as systemd-timesyncd or chrony."),
    CLI_51(
            "CLI-51",
            "The clock of this machine is not set by anybody yet",
            "A time service runs here and has not heard from its servers; until then the clock may be wrong by any amount.",
            "Check the network and the servers of the time service: 'timedatectl timesync-status' shows them."),
    CLI_52(
            "CLI-52",
            "SRTP goes through the public API of Java",
            "The insides of this Java that make sealing cheapest are closed or differ from those that are known. What is sealed is the "
                    + "same to the last bit, at two to three times the cost: of no weight for a few calls.",
            "Start Sealphone with ./sealphone or as a jar, which open them; with hundreds of calls use JDK 17 or 25."),
    CLI_53(
            "CLI-53",
            "The terminal shows less than it could",
            "Lines, bars and foreign names need UTF-8, colours need a terminal that knows them, and the reports need 80 columns.",
            "Set TERM to what your terminal is and LANG to a locale with UTF-8, such as C.UTF-8, or take --ascii."),
    CLI_54(
            "CLI-54",
            "A whole call cannot be watched from outside on this machine",
            "To see every frame that leaves, 'demo' needs a network namespace of its own and the right to capture in it. Without them it "
                    + "watches its own relays, sees nothing else, and says so.",
            "Run 'demo' as root, or allow user namespaces to everybody."),
    CLI_55(
            "CLI-55",
            "This Java lacks a part that is needed",
            "Sealphone runs on Java 17 or later with the modules java.desktop, which holds the sound, and jdk.crypto.ec.",
            "Install a whole JDK or JRE; on Debian openjdk-17-jre-headless will do."),
    CLI_56(
            "CLI-56",
            "A password is old",
            "The longer it is in use, the more have seen it: on paper, in a backup, in the head of somebody who left.",
            "'sealphone config rotate-secret NAME --out FILE' makes a new one; give that to the one who runs the trunk."),
    CLI_60(
            "CLI-60",
            "The configuration has an error",
            "It is read as a whole before anything else happens, so that no half of it is ever in force.",
            "Correct the line that the detail names; 'sealphone config check' looks again, 'sealphone config keys' lists what may stand there."),
    CLI_61(
            "CLI-61",
            "There is no such key in the configuration",
            "What is not understood is never ignored: it might have been the part that mattered.",
            "Correct its spelling or remove it; 'sealphone config keys' lists them all."),
    CLI_62(
            "CLI-62",
            "There is no such profile",
            "-p names a table [profile.NAME] of the configuration.",
            "'sealphone config show' lists the profiles, 'sealphone config path' says where the file is."),
    CLI_63(
            "CLI-63",
            "A secret does not belong into the configuration",
            "Configurations are copied, shown and kept in repositories; whoever reads one could phone at your expense.",
            "Keep the password with 'sealphone config set-secret NAME' and write credential = NAME, or name a file of mode 0600 with password-file. Change the password if the file was seen by others."),
    CLI_64(
            "CLI-64",
            "The configuration is of a newer format",
            "A newer program wrote it; read by this one, a part of it would be lost or mean something else.",
            "Use the program that wrote it, or an own file for this one: SEALPHONE_CONFIG names it."),
    CLI_65(
            "CLI-65",
            "The configuration can be changed by others",
            "Whoever changes the trunk or its authority decides with whom you speak.",
            "chmod go-w the file, after a look at what is in it."),
    CLI_66(
            "CLI-66",
            "The credential store cannot be opened",
            "Its passphrase is another one, or the file is damaged; which of both it is cannot be told apart.",
            "Try the passphrase again; a store that is lost is made anew with 'sealphone config set-secret'."),
    CLI_67(
            "CLI-67",
            "There is no such secret in the credential store",
            "The account names it, and without its password nobody would be registered.",
            "'sealphone config secrets' lists what is there, 'sealphone config set-secret NAME' adds one."),
    CLI_68(
            "CLI-68",
            "The secret is too weak to be kept",
            "It is short, common or built upon a name: whoever finds it by trying phones at your expense.",
            "Let one be made: 'sealphone config generate-secret NAME --out FILE'. A trunk that gave a weak one should give another."),
    CLI_69(
            "CLI-69",
            "The passphrase of the credential store is missing",
            "It is asked for at the terminal, and here nobody is at one; a constant or the machine's own number would protect nothing.",
            "Name a file of mode 0600 with --store-passphrase-file, or set SEALPHONE_STORE_PASSPHRASE."),
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
