namespace Weir.Generation.Samples;

/// <summary>A part of a pattern that can write a text it describes.</summary>
internal abstract record PatternNode
{
    public abstract int ShortestLength { get; }

    public abstract void Write(PatternWriter writer);
}

/// <summary>Nothing: an anchor or an empty group.</summary>
internal sealed record EmptyPattern : PatternNode
{
    public override int ShortestLength => 0;

    public override void Write(PatternWriter writer)
    {
        // An anchor writes nothing.
    }
}

/// <summary>One character out of a set, written as its first few members in turn.</summary>
internal sealed record CharacterPattern(string Choices) : PatternNode
{
    public override int ShortestLength => 1;

    public override void Write(PatternWriter writer) => writer.Write(Choices[writer.Choice % Choices.Length]);
}

/// <summary>Parts one after the other.</summary>
internal sealed record SequencePattern(IReadOnlyList<PatternNode> Parts) : PatternNode
{
    public override int ShortestLength { get; } = Sum(Parts.Select(part => part.ShortestLength));

    public override void Write(PatternWriter writer)
    {
        foreach (var part in Parts)
        {
            part.Write(writer);
        }
    }

    private static int Sum(IEnumerable<int> lengths) => (int)Math.Min(lengths.Sum(length => (long)length), 1_000_000);
}

/// <summary>One of several parts.</summary>
internal sealed record AlternativePattern(IReadOnlyList<PatternNode> Options) : PatternNode
{
    public override int ShortestLength { get; } = Options.Min(option => option.ShortestLength);

    public override void Write(PatternWriter writer) => Options[writer.Choice % Options.Count].Write(writer);
}

/// <summary>A part that is repeated.</summary>
internal sealed record RepeatPattern(PatternNode Part, int Minimum, int Maximum) : PatternNode
{
    public override int ShortestLength { get; } = (int)Math.Min((long)Part.ShortestLength * Minimum, 1_000_000);

    public override void Write(PatternWriter writer)
    {
        // A part that wrote nothing writes nothing again: ((){9999}){9999} ends after one turn.
        var before = -1;
        for (var turn = 0; turn < Minimum && !writer.Full && writer.Length != before; turn++)
        {
            before = writer.Length;
            Part.Write(writer);
        }

        var cost = Math.Max(1, Part.ShortestLength);
        for (var turn = Minimum; turn < Maximum && !writer.Full && writer.TrySpend(cost); turn++)
        {
            Part.Write(writer);
        }
    }
}
