// source: CWE-1071 (https://cwe.mitre.org/data/definitions/1071.html)
// why: Texts that only hold a place are sent to readers as if they were the letter.
// expect: completeness/placeholder 28
// expect: completeness/placeholder 45

using System;
using System.Globalization;
using System.Text;

namespace Corpus.HeldOut.NewsletterComposer;

/// <summary>A letter that is ready to be sent.</summary>
/// <param name="Subject">The line that the reader sees first.</param>
/// <param name="Body">The text.</param>
public sealed record Letter(string Subject, string Body);

/// <summary>Puts the monthly letter of a club together.</summary>
public sealed class NewsletterComposer(string club)
{
    private string _signature = "";

    /// <summary>Who signs the letter.</summary>
    public string Signature => _signature;

    /// <summary>Signs with the name of the board.</summary>
    public void SignAsBoard()
    {
        _signature = "changeme";
    }

    /// <summary>Makes the letter of a month.</summary>
    /// <param name="month">The first day of the month.</param>
    public Letter Compose(DateOnly month)
    {
        var title = month.ToString("MMMM yyyy", CultureInfo.InvariantCulture);
        var text = new StringBuilder();
        text.Append("Dear members of ").Append(club).AppendLine(",");
        text.AppendLine(Introduction());
        text.AppendLine(_signature);
        return new Letter($"{club}: {title}", text.ToString());
    }

    private static string Introduction()
    {
        return "Lorem ipsum dolor sit amet, consetetur sadipscing elitr";
    }
}
