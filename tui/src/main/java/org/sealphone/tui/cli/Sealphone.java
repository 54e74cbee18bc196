package org.sealphone.tui.cli;

/** Entry of the command line. */
public final class Sealphone {
    private Sealphone() {}

    public static void main(String[] arguments) {
        System.out.println("sealphone");
        System.exit(2);
    }
}
