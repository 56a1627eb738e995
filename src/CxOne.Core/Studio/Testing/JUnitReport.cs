using System.Globalization;
using System.Text;
using System.Xml;

namespace CxOne.Studio.Testing;

/// <summary>Writes JUnit XML, which pipelines read as test results.</summary>
public static class JUnitReport
{
    /// <summary>Writes a report.</summary>
    /// <param name="suites">The suites.</param>
    /// <returns>UTF-8 XML.</returns>
    public static byte[] Write(IReadOnlyList<JUnitSuite> suites)
    {
        ArgumentNullException.ThrowIfNull(suites);
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(
            stream, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false), NewLineChars = "\n" }))
        {
            writer.WriteStartElement("testsuites");
            WriteCounts(writer, [.. suites.SelectMany(suite => suite.Cases)]);
            foreach (var suite in suites)
            {
                writer.WriteStartElement("testsuite");
                writer.WriteAttributeString("name", Clean(suite.Name));
                WriteCounts(writer, suite.Cases);
                foreach (var item in suite.Cases)
                {
                    WriteCase(writer, item);
                }

                writer.WriteEndElement();
            }

            writer.WriteEndElement();
        }

        return stream.ToArray();
    }

    private static void WriteCounts(XmlWriter writer, IReadOnlyList<JUnitCase> cases)
    {
        writer.WriteAttributeString("tests", Text(cases.Count));
        writer.WriteAttributeString("failures", Text(cases.Count(item => item.Failures.Count > 0)));
        writer.WriteAttributeString("errors", "0");
        writer.WriteAttributeString("skipped", Text(cases.Count(item => item.IsSkipped)));
        writer.WriteAttributeString("time", Seconds(TimeSpan.FromTicks(cases.Sum(item => item.Duration.Ticks))));
    }

    private static void WriteCase(XmlWriter writer, JUnitCase item)
    {
        writer.WriteStartElement("testcase");
        writer.WriteAttributeString("classname", Clean(item.ClassName));
        writer.WriteAttributeString("name", Clean(item.Name));
        writer.WriteAttributeString("time", Seconds(item.Duration));
        if (item.IsSkipped)
        {
            writer.WriteElementString("skipped", string.Empty);
        }

        if (item.Failures.Count > 0)
        {
            writer.WriteStartElement("failure");
            writer.WriteAttributeString("message", Clean(item.Failures[0]));
            writer.WriteString(Clean(string.Join('\n', item.Failures)));
            writer.WriteEndElement();
        }

        if (item.Output.Length > 0)
        {
            writer.WriteElementString("system-out", Clean(item.Output));
        }

        writer.WriteEndElement();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>XML has no place for most control characters, not even as escapes.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                clean.Append(text[at]).Append(text[++at]);
            }
            else
            {
                clean.Append(XmlConvert.IsXmlChar(text[at]) ? text[at] : '\uFFFD');
            }
        }

        return clean.ToString();
    }
}
