package org.sealphone.crypto.tls;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;

/** A certificate of names and nothing else, so that a name may be any text and no certificate lies in the tree. */
final class NamesOnly extends PartialCertificate {
    private static final long serialVersionUID = 1L;
    private static final Map<Character, Integer> KINDS = Map.of('O', 1, 'D', 2, 'U', 6, 'I', 7);

    private final transient List<List<?>> names = new ArrayList<>();

    /** Names from the second line on. */
    NamesOnly(String[] lines) {
        for (int i = 1; i < lines.length; i++) {
            String line = lines[i];
            if (line.length() >= 2 && line.charAt(1) == ':' && KINDS.containsKey(line.charAt(0))) {
                names.add(List.of(KINDS.get(line.charAt(0)), line.substring(2)));
            }
        }
    }

    @Override
    public Collection<List<?>> getSubjectAlternativeNames() {
        return names.isEmpty() ? null : names;
    }

    @Override
    public X500Principal getSubjectX500Principal() {
        return new X500Principal("CN=nobody.example");
    }

    @Override
    public byte[] getExtensionValue(String oid) {
        return null;
    }

    @Override
    public String toString() {
        return names.toString();
    }
}
