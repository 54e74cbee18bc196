package org.sealphone.tui.book;

import java.util.Optional;

/**
 * Somebody whom a person calls. Immutable.
 *
 * @param name as the person wrote it; two contacts have two names
 * @param target what is dialled, through the same guard as what is typed
 * @param account the address of record that calls go out from; empty for the one that is in use
 */
public record Contact(String name, String target, Optional<String> account) {}
