namespace Weir;

/// <summary>Where a step stands: a name under a parent, or a turn or item of the parent. The text is made only when somebody asks.</summary>
internal sealed class StepAddress(StepAddress? parent, string name, bool isSuffix = false)
{
    // Made by whoever asks first; two who ask at once make the same.
    private string? _text;

    /// <summary>The last name of the path, with what stands behind it: <c>charge</c>, <c>[17]</c>, <c>#2</c>.</summary>
    public string Name => name;

    private StepAddress? Parent => parent;

    /// <summary>Whether it is a turn or an item.</summary>
    public bool IsSuffix => isSuffix;

    /// <summary>A part that is set behind the name without a separator: the turn of a loop or the item of a map.</summary>
    public static StepAddress Suffix(StepAddress parent, string suffix) => new(parent, suffix, isSuffix: true);

    public override string ToString() => _text ??= MakeText();

    private string MakeText()
    {
        var parts = new Stack<string>();
        for (var at = this; at is not null; at = at.Parent)
        {
            parts.Push(at.Name);
            if (at.Parent is not null && !at.IsSuffix)
            {
                parts.Push("/");
            }
        }

        return string.Concat(parts);
    }
}
