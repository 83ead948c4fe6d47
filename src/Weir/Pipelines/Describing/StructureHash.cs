using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Weir;

/// <summary>The SHA-256 of names, kinds and types, in order and depth.</summary>
internal sealed class StructureHash
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds values, every one with its length, so that no two structures write the same text.</summary>
    public void Add(params ReadOnlySpan<object> values)
    {
        foreach (var value in values)
        {
            var word = Convert.ToString(value, CultureInfo.InvariantCulture)!;
            _text.Append(CultureInfo.InvariantCulture, $"{word.Length}:{word};");
        }
    }

    /// <summary>Adds steps and all that is inside them; pipelines may be nested deeper than a stack is high.</summary>
    public void AddSteps(IReadOnlyList<StepDescriptor> steps)
    {
        var open = new Stack<object>([steps]);
        while (open.TryPop(out var next))
        {
            switch (next)
            {
                case IReadOnlyList<StepDescriptor> some:
                    Add("steps", some.Count);
                    PushAll(open, some);
                    break;
                case StepDescriptor step:
                    Add(step.Kind, step.Name, step.Input, step.Output, step.Parts.Count);
                    PushAll(open, step.Parts);
                    break;
                case StepPartDescriptor part:
                    Add(part.Name);
                    open.Push(part.Steps);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>The hash of all that was added, in hexadecimal.</summary>
    public override string ToString() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_text.ToString())));

    private static void PushAll(Stack<object> open, IReadOnlyList<object> items)
    {
        for (var i = items.Count - 1; i >= 0; i--)
        {
            open.Push(items[i]);
        }
    }
}
