namespace Weir.Yaml.Expressions;

/// <summary>What a part of an expression is.</summary>
internal enum TokenKind
{
    End,
    Name,
    Text,
    Number,
    Sign,
}
