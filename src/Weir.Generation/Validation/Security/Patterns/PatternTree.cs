namespace Weir.Generation.Validation.Security.Patterns;

/// <summary>A part of a pattern, as far as it matters for how many ways there are to match.</summary>
internal abstract record PatternTree
{
    public static readonly PatternTree Empty = new Series([]);

    /// <summary>One character.</summary>
    public sealed record One(CharacterSet Set) : PatternTree;

    /// <summary>One part after the other; none is the empty text.</summary>
    public sealed record Series(IReadOnlyList<PatternTree> Parts) : PatternTree;

    /// <summary>One of several parts.</summary>
    public sealed record Choice(IReadOnlyList<PatternTree> Options) : PatternTree;

    /// <summary>A part from <paramref name="Least"/> to <paramref name="Most"/> times.</summary>
    public sealed record Loop(PatternTree Part, int Least, int Most) : PatternTree
    {
        public bool IsUnbounded => Most == int.MaxValue;
    }

    /// <summary>Whether something in it can be repeated without end.</summary>
    public bool HasUnboundedLoop => this switch
    {
        Loop loop => loop.IsUnbounded || loop.Part.HasUnboundedLoop,
        Series series => series.Parts.Any(static part => part.HasUnboundedLoop),
        Choice choice => choice.Options.Any(static part => part.HasUnboundedLoop),
        _ => false,
    };

    /// <summary>Whether a loop has a loop or a choice in it: without, there is one way only to match.</summary>
    public bool HasNestedLoop => this switch
    {
        Loop { Most: > 4 } loop => loop.Part.Branches || loop.Part.HasNestedLoop,
        Loop loop => loop.Part.HasNestedLoop,
        Series series => series.Parts.Any(static part => part.HasNestedLoop),
        Choice choice => choice.Options.Any(static part => part.HasNestedLoop),
        _ => false,
    };

    private bool Branches => this switch
    {
        Loop loop => loop.Least != loop.Most || loop.Part.Branches,
        Series series => series.Parts.Any(static part => part.Branches),
        Choice => true,
        _ => false,
    };
}
