package org.sealphone.fuzz;

/** Where Jazzer enters; its argument is the class of a {@link FuzzTarget}. Jazzer finds the two methods by their names. */
public final class JazzerEntry {
    private static FuzzTarget target;

    private JazzerEntry() {}

    public static void fuzzerInitialize(String[] words) throws ReflectiveOperationException {
        target = (FuzzTarget) Class.forName(words[0]).getDeclaredConstructor().newInstance();
    }

    public static void fuzzerTestOneInput(byte[] input) {
        target.check(input);
    }
}
