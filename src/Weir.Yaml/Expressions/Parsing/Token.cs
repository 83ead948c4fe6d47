namespace Weir.Yaml.Expressions;

/// <summary>A part of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As it is written; of a text, what it says.</param>
/// <param name="Offset">Where it begins.</param>
/// <param name="Value">The value of a text or number.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Offset, object? Value = null)
{
    public bool Is(string sign) => Kind == TokenKind.Sign && Text == sign;

    public override string ToString() => Kind switch
    {
        TokenKind.End => "the end",
        _ => DiagnosticText.Quote(Text),
    };
}
