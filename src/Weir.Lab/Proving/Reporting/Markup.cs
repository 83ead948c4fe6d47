using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Weir.Lab.Proving.Reporting;

/// <summary>Makes elements of a page that is HTML and well-formed XML at once, so that no text can end up as markup.</summary>
internal static class Markup
{
    /// <summary>An element.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="content">Pairs of strings are attributes (left out where the value is null), strings are text, null is nothing, elements and sequences of elements are what they are.</param>
    public static XElement Tag(string name, params ReadOnlySpan<object?> content)
    {
        var element = new XElement(name);
        foreach (var part in content)
        {
            switch (part)
            {
                case ValueTuple<string, string?> { Item2: { } value } attribute:
                    element.SetAttributeValue(attribute.Item1, Clean(value));
                    break;
                case string text:
                    element.Add(new XText(Clean(text)));
                    break;
                case XNode or IEnumerable<XNode?>:
                    element.Add(part);
                    break;
            }
        }

        // HTML knows <br/>, but reads <td/> as a beginning.
        if (element.IsEmpty && name is not ("br" or "meta"))
        {
            element.Add("");
        }

        return element;
    }

    /// <summary>An attribute.</summary>
    public static (string Name, string? Value) Has(string name, string? value) => (name, value);

    /// <summary>The class of an element.</summary>
    public static (string Name, string? Value) Class(string? value) => ("class", value);

    /// <summary>A name that others gave: whatever it does to the direction of writing ends with it.</summary>
    public static XElement Name(string name) => Tag("bdi", name);

    /// <summary>Text that is written as it is, for the style and the script of the page.</summary>
    public static XNode Raw(string text) => new RawText(text);

    /// <summary>Writes a page.</summary>
    public static void Write(XElement page, TextWriter output)
    {
        output.Write("<!DOCTYPE html>\n");
        using (var writer = XmlWriter.Create(output, new XmlWriterSettings { OmitXmlDeclaration = true, CloseOutput = false, NewLineHandling = NewLineHandling.None }))
        {
            page.WriteTo(writer);
        }

        output.Write('\n');
    }

    // What no document may contain (control characters, half of a pair of surrogates) becomes U+FFFD.
    private static string Clean(string text)
    {
        StringBuilder? cleaned = null;
        for (var at = 0; at < text.Length; at++)
        {
            if (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]))
            {
                at++;
            }
            else if (!XmlConvert.IsXmlChar(text[at]))
            {
                (cleaned ??= new StringBuilder(text))[at] = '\uFFFD';
            }
        }

        return cleaned?.ToString() ?? text;
    }

    private sealed class RawText(string text) : XText(text)
    {
        public override void WriteTo(XmlWriter writer) => writer.WriteRaw(Value);
    }
}
