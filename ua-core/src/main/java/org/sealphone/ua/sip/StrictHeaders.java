package org.sealphone.ua.sip;

import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.ContactList;
import gov.nist.javax.sip.header.ContentLength;
import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.MaxForwards;
import gov.nist.javax.sip.header.RecordRoute;
import gov.nist.javax.sip.header.RecordRouteList;
import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.header.Require;
import gov.nist.javax.sip.header.RequireList;
import gov.nist.javax.sip.header.Route;
import gov.nist.javax.sip.header.RouteList;
import gov.nist.javax.sip.header.StatusLine;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.header.ViaList;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import java.text.ParseException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a message when JAIN-SIP cannot read one of its headers. By itself JAIN-SIP goes on without the header; here a message is
 * refused whose routing, dialog or body would then be another one than the peer meant. No state.
 */
enum StrictHeaders implements ParseExceptionListener {
    /** Any header that cannot be read refuses the message: for our own. */
    ALL,
    /** Those that matter do; others are passed over (RFC 3261 8.2.2, RFC 4475 3.3). */
    WHAT_MATTERS;

    private static final Set<Class<?>> MATTER = Set.of(
            From.class,
            To.class,
            CSeq.class,
            CallID.class,
            Via.class,
            ViaList.class,
            ContentLength.class,
            ContentType.class,
            RequestLine.class,
            StatusLine.class,
            MaxForwards.class,
            Contact.class,
            ContactList.class,
            Route.class,
            RouteList.class,
            RecordRoute.class,
            RecordRouteList.class,
            Require.class,
            RequireList.class);

    @Override
    @SuppressWarnings("rawtypes")
    public void handleException(
            ParseException thrown,
            SIPMessage message,
            @Nullable Class headerClass,
            String headerText,
            String messageText)
            throws ParseException {
        if (this == ALL || headerClass == null || MATTER.contains(headerClass)) {
            throw new ParseException("a header that cannot be read", 0);
        }
    }
}
