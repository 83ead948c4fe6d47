using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Weir.Tests.Generation.Validation.Mutating;

/// <summary>A change of one file that makes it wrong.</summary>
/// <param name="Kind">What sort of change.</param>
/// <param name="File">The file that is changed.</param>
/// <param name="Span">What is replaced.</param>
/// <param name="Text">By what.</param>
internal sealed record Mutation(string Kind, SyntaxTree File, TextSpan Span, string Text)
{
    public SyntaxTree Apply() => File.WithChangedText(File.GetText().WithChanges(new TextChange(Span, Text)));

    public override string ToString()
    {
        var line = File.GetLineSpan(Span).StartLinePosition.Line + 1;
        var before = File.GetText().ToString(Span).Trim();
        return $"{Kind}: {System.IO.Path.GetFileName(File.FilePath)}:{line} {Short(before)} -> {Short(Text)}";
    }

    private static string Short(string text) => text.ReplaceLineEndings(" ") is var line && line.Length > 90 ? line[..90] + "…" : line;
}

/// <summary>
/// Everything that can be made wrong in the code of a package. <c>Limits.g.cs</c> and <c>Rules.g.cs</c> are the same in every package, used or not; what would be dropped there might
/// be missed by nobody, so they are only given what they must not do.
/// </summary>
internal static class Mutations
{
    public static IEnumerable<Mutation> Of(SyntaxTree file, NodeKind kind)
    {
        var nodes = file.GetRoot().DescendantNodes().ToList();
        IEnumerable<Mutation>[] all =
        [
            IsShared(file) ? [] : nodes.SelectMany(Drop).Concat(nodes.SelectMany(Rename)),
            nodes.OfType<AssignmentExpressionSyntax>().Where(_ => Is(file, "Validator.g.cs")).SelectMany(Loosen),
            nodes.OfType<PropertyDeclarationSyntax>().Where(_ => !Is(file, "Base.g.cs")).SelectMany(ChangeDefault),
            kind == NodeKind.Effect ? [] : Bodies(nodes).Where(IsReached).SelectMany(body => AddIo(body, kind)),
            Bodies(nodes).SelectMany(LogSecret),
            nodes.SelectMany(Swallow),
            nodes.SelectMany(DropCheck),
            Is(file, "State.g.cs") ? nodes.OfType<ExpressionElementSyntax>().SelectMany(ChangeTransition) : [],
            Is(file, "Base.g.cs") ? nodes.OfType<AssignmentExpressionSyntax>().SelectMany(Options.Change) : [],
            nodes.OfType<LiteralExpressionSyntax>().SelectMany(RenameInJson),
        ];
        return all.SelectMany(mutations => mutations);
    }

    private static IEnumerable<Mutation> Drop(SyntaxNode node) => node is MemberDeclarationSyntax and not BaseNamespaceDeclarationSyntax
        ? [new("drop a member", node.SyntaxTree, node is EnumMemberDeclarationSyntax ? WithComma(node) : node.Span, "")]
        : [];

    private static TextSpan WithComma(SyntaxNode member) => TextSpan.FromBounds(member.SpanStart, member.GetLastToken().GetNextToken().Span.End);

    private static IEnumerable<Mutation> Rename(SyntaxNode node)
    {
        var (kind, name) = node switch
        {
            BaseTypeDeclarationSyntax type => ("rename a type", type.Identifier),
            MethodDeclarationSyntax method => ("rename a member", method.Identifier),
            PropertyDeclarationSyntax property => ("rename a member", property.Identifier),
            EnumMemberDeclarationSyntax member => ("rename a member", member.Identifier),
            _ => default,
        };
        return kind is null ? [] : [new(kind, node.SyntaxTree, name.Span, name.ValueText + "2")];
    }

    private static IEnumerable<Mutation> Loosen(AssignmentExpressionSyntax limit)
    {
        var text = limit.Left.ToString() switch
        {
            "MinLength" or "MinItems" or "Minimum" or "ExclusiveMinimum" => limit.Right + " - 1",
            "MaxLength" or "MaxItems" or "Maximum" or "ExclusiveMaximum" => limit.Right + " + 1",
            "Pattern" => "new(\"\")",
            "Format" => "\"any\"",
            "Allowed" => limit.Right.ToString().Replace("]", ", 987654m]", StringComparison.Ordinal),
            _ => null,
        };
        return text is null ? [] : [new("loosen a limit", limit.SyntaxTree, limit.Right.Span, text), new("drop a limit", limit.SyntaxTree, limit.Right.Span, "null")];
    }

    private static IEnumerable<Mutation> ChangeDefault(PropertyDeclarationSyntax property) =>
        property.Initializer?.Value is { } value && value is not CollectionExpressionSyntax && Options.Other(value) is { } other ? [new("change a default", property.SyntaxTree, value.Span, other)] : [];

    private static IEnumerable<Mutation> AddIo(BlockSyntax body, NodeKind kind)
    {
        string[] statements = kind == NodeKind.Compute
            ? ["System.IO.File.WriteAllText(\"a\", \"b\");", "_ = System.DateTime.UtcNow;", "_ = System.Environment.MachineName;", "_ = System.Guid.NewGuid();", "_ = System.Random.Shared.Next();"]
            : ["System.IO.File.WriteAllText(\"a\", \"b\");", "System.Diagnostics.Process.Start(\"a\");", "_ = System.Net.Dns.GetHostName();"];
        return statements.Select(statement => Insert("add I/O", body, statement));
    }

    private static IEnumerable<Mutation> LogSecret(BlockSyntax body) =>
        [Insert("log a secret", body, "System.Console.WriteLine(\"api key: \" + System.Environment.GetEnvironmentVariable(\"API_KEY\"));")];

    private static Mutation Insert(string kind, BlockSyntax body, string statement) => new(kind, body.SyntaxTree, new TextSpan(body.OpenBraceToken.Span.End, 0), " " + statement);

    private static IEnumerable<Mutation> Swallow(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax { Body: { Statements.Count: > 0 } body } method => [new("swallow an exception", node.SyntaxTree, body.Span, $"{{ try {body} catch (System.Exception) {{ {Leave(method)} }} }}")],
        ThrowStatementSyntax when node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method => [new("swallow an exception", node.SyntaxTree, node.Span, Leave(method))],
        CatchDeclarationSyntax caught => [new("swallow an exception", node.SyntaxTree, caught.Type.Span, "System.Exception")],
        _ => [],
    };

    private static string Leave(MethodDeclarationSyntax method) => method.ReturnType.ToString() == "void" ? "return;" : "return default!;";

    private static IEnumerable<Mutation> DropCheck(SyntaxNode node) => !IsShared(node.SyntaxTree)
        && node is IfStatementSyntax { Else: null } or ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Required" or "Optional" } } }
        ? [new("drop a check", node.SyntaxTree, node.Span, "")]
        : [];

    private static IEnumerable<Mutation> ChangeTransition(ExpressionElementSyntax element) =>
        element.Expression is TupleExpressionSyntax { Arguments: [var from, var to] }
            ? [
                new("change a transition", element.SyntaxTree, WithComma(element), ""),
                new("change a transition", element.SyntaxTree, element.Span, $"({to}, {from})"),
                new("change a transition", element.SyntaxTree, element.Span, $"({from}, {from})"),
            ]
            : [];

    private static IEnumerable<Mutation> RenameInJson(LiteralExpressionSyntax literal) =>
        literal.IsKind(SyntaxKind.StringLiteralExpression)
        && literal.FirstAncestorOrSelf<AttributeSyntax>()?.Name.ToString() is "JsonPropertyName" or "JsonDerivedType"
            ? [new("rename in JSON", literal.SyntaxTree, literal.Span, "\"other name\"")]
            : [];

    private static IEnumerable<BlockSyntax> Bodies(IEnumerable<SyntaxNode> nodes) => nodes.OfType<MethodDeclarationSyntax>().Select(method => method.Body).OfType<BlockSyntax>();

    private static bool IsShared(SyntaxTree file) => Is(file, "Limits.g.cs") || Is(file, "Rules.g.cs");

    // What the node calls: not every model is validated by itself, and the converters of JSON are called by the serializer.
    private static bool IsReached(BlockSyntax body) => Is(body.SyntaxTree, "Base.g.cs")
        || (Is(body.SyntaxTree, "Validator.g.cs") && body.Parent is MethodDeclarationSyntax { Identifier.ValueText: "Collect" });

    private static bool Is(SyntaxTree file, string end) => file.FilePath.EndsWith(end, StringComparison.Ordinal);

    /// <summary>Changes of the options of the node, and of literals.</summary>
    private static class Options
    {
        public static IEnumerable<Mutation> Change(AssignmentExpressionSyntax option)
        {
            if (option.Parent?.Parent?.Parent is not AssignmentExpressionSyntax { Left: var group })
            {
                yield break;
            }

            if (Other(option.Right) is { } other)
            {
                yield return new("change an option", option.SyntaxTree, option.Right.Span, other);
            }

            if (!IsDefault(group.ToString(), option))
            {
                yield return new("drop an option", option.SyntaxTree, WithComma(option), "");
            }
        }

        /// <summary>Another value of the same type, or null.</summary>
        public static string? Other(ExpressionSyntax value) => value switch
        {
            LiteralExpressionSyntax { Token.Value: bool given } => given ? "false" : "true",
            LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.NumericLiteralExpression) => literal + " + 1",
            LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => "\"changed\"",
            InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax literal }] } call when literal.IsKind(SyntaxKind.NumericLiteralExpression) => $"{call.Expression}({literal} + 1)",
            CollectionExpressionSyntax { Elements: [_, .., var last] } list => list.ToString().Replace($", {last}]", "]", StringComparison.Ordinal),
            _ => null,
        };

        // What is dropped but was the default anyway changes nothing.
        private static bool IsDefault(string group, AssignmentExpressionSyntax option)
        {
            var options = typeof(NodeOptions).GetProperty(group)?.GetValue(NodeOptions.Default);
            var value = options?.GetType().GetProperty(option.Left.ToString())?.GetValue(options);
            var written = option.Right is InvocationExpressionSyntax call ? call.ArgumentList.Arguments[0].ToString() : option.Right.ToString();
            return value switch
            {
                TimeSpan time => written == time.TotalMilliseconds.ToString(CultureInfo.InvariantCulture),
                bool given => bool.Parse(written) == given,
                string text => written == $"\"{text}\"",
                Enum choice => written.EndsWith("." + choice, StringComparison.Ordinal),
                System.Collections.ICollection { Count: var count } => (written == "[]") == (count == 0),
                IFormattable number => written.TrimEnd('m', 'L', 'd') == number.ToString(null, CultureInfo.InvariantCulture),
                _ => false,
            };
        }
    }
}
