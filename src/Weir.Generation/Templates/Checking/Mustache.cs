namespace Weir.Generation.Templates.Checking;

/// <summary>What a pair of braces does.</summary>
internal enum MustacheKind
{
    /// <summary>It shows a value.</summary>
    Value,

    /// <summary>It opens a block: <c>{{#each x}}</c>, <c>{{^x}}</c>.</summary>
    Open,

    /// <summary>It closes one.</summary>
    Close,

    /// <summary>It parts one: <c>{{else}}</c>, <c>{{else if x}}</c>, <c>{{^}}</c>.</summary>
    Else,

    /// <summary>It shows another template: <c>{{> x}}</c>.</summary>
    Partial,

    /// <summary>It shows another template and gives it a block: <c>{{#> x}}</c>.</summary>
    PartialBlock,

    /// <summary>It is a decorator, such as <c>{{#*inline "x"}}</c>, of which there are none here.</summary>
    Decorator,
}

/// <summary>One pair of braces of a template; comments are none.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Words">What stands in it, without its marks.</param>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="End">Where the text goes on behind it.</param>
internal sealed record Mustache(MustacheKind Kind, IReadOnlyList<string> Words, int Start, int End)
{
    /// <summary>The first word, or nothing.</summary>
    public string Name => Words.Count > 0 ? Words[0] : "";

    /// <summary>The template that is shown; null: none, one that is known only when it is rendered, or the block that was given.</summary>
    public string? PartialName => Kind is MustacheKind.Partial or MustacheKind.PartialBlock && Name is not ("" or "(" or "@partial-block") ? Name.Trim('"', '\'', '[', ']') : null;
}

/// <summary>Something that is wrong with a template.</summary>
/// <param name="At">Where in the text.</param>
/// <param name="Message">One sentence.</param>
internal sealed record TemplateMistake(int At, string Message);
