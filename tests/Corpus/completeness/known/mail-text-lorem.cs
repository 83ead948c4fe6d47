// source: CWE-1164 (https://cwe.mitre.org/data/definitions/1164.html)
// why: texts that stand for texts would be sent to customers
// expect: completeness/placeholder 19
// expect: completeness/placeholder 30

using System;

namespace Corpus.MailTextLorem;

internal enum MailKind
{
    Welcome,
    Shipped,
    Returned,
}

internal sealed class MailTexts
{
    private readonly string _footer = "Lorem ipsum dolor sit amet";

    public string Subject(MailKind kind, string order)
    {
        switch (kind)
        {
            case MailKind.Welcome:
                return "Welcome to the shop";
            case MailKind.Shipped:
                return $"Order {order} is on its way";
            default:
                return "not implemented";
        }
    }

    public string Body(MailKind kind, string order) => $"{Subject(kind, order)}\n\n{_footer}";
}
