package org.sealphone.tui.report;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.sealphone.tui.text.SafeText;

/** A report as JUnit XML, a test case for each thing that was tried. What XML cannot hold is made visible before it gets here. Pure. */
public final class JUnitReport {
    private JUnitReport() {}

    public static String of(Report report) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            write(xml, report, Cases.of(report));
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("a string takes every element", impossible);
        }
        return text + "\n";
    }

    private static void write(XMLStreamWriter xml, Report report, List<Cases> cases) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", "sealphone " + report.command());
        xml.writeAttribute("tests", String.valueOf(cases.size()));
        xml.writeAttribute(
                "failures",
                String.valueOf(
                        cases.stream().filter(one -> one.failure().isPresent()).count()));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", "0");
        for (Cases one : cases) {
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", "sealphone." + report.command().replace(' ', '.'));
            xml.writeAttribute("name", SafeText.clean(one.name()));
            xml.writeAttribute("time", String.format(Locale.ROOT, "%.3f", one.seconds()));
            if (one.failure().isPresent()) {
                xml.writeStartElement("failure");
                xml.writeAttribute("message", SafeText.clean(one.failure().get()));
                xml.writeEndElement();
            }
            xml.writeStartElement("system-out");
            for (String fact : one.facts()) {
                xml.writeCharacters(SafeText.clean(fact) + "\n");
            }
            xml.writeEndElement();
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }
}
