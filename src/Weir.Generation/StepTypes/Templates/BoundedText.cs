using System.Text;

namespace Weir.Generation.StepTypes;

/// <summary>Keeps what is written to it, up to a length.</summary>
/// <param name="maxLength">How many characters are kept at most; one more is an <see cref="OverflowException"/>.</param>
internal sealed class BoundedText(int maxLength) : TextWriter
{
    private readonly StringBuilder _text = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Room(1).Append(value);

    public override void Write(char[] buffer, int index, int count) => Room(count).Append(buffer, index, count);

    public override void Write(ReadOnlySpan<char> buffer) => Room(buffer.Length).Append(buffer);

    public override void Write(string? value) => Room(value?.Length ?? 0).Append(value);

    public override string ToString() => _text.ToString();

    private StringBuilder Room(int count) =>
        _text.Length + (long)count <= maxLength ? _text : throw new OverflowException($"The text is longer than {maxLength} characters.");
}
