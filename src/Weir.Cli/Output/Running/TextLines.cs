using Spectre.Console;
using Spectre.Console.Rendering;

namespace Weir.Cli.Output.Running;

/// <summary>Lines of text, made piece by piece. Each piece is masked and put on one line before it is padded or cut, so that no half of a secret is left.</summary>
/// <param name="mask">Hides secrets.</param>
internal sealed class TextLines(Func<string, string> mask)
{
    private readonly List<List<Segment>> _lines = [];

    public int Count => _lines.Count;

    /// <summary>Begins a line.</summary>
    public TextLines Line()
    {
        _lines.Add([]);
        return this;
    }

    /// <summary>Adds to the last line.</summary>
    public TextLines Add(string text, Style? style = null)
    {
        if (Safe(text) is { Length: > 0 } safe)
        {
            _lines[^1].Add(new Segment(safe, style ?? Styles.Plain));
        }

        return this;
    }

    /// <summary>Adds what is drawn rather than said, as it is.</summary>
    public TextLines Draw(string signs, Style? style = null)
    {
        _lines[^1].Add(new Segment(signs, style ?? Styles.Plain));
        return this;
    }

    /// <summary>Adds to the last line, exactly so wide; a longer text ends in an ellipsis.</summary>
    public TextLines AddCell(string text, int width, Style? style = null)
    {
        var cell = new Segment(Safe(text), style ?? Styles.Plain);
        var room = width - cell.CellCount();
        if (room < 0)
        {
            _lines[^1].Add(Segment.Truncate(cell, Math.Max(0, width - 1)) ?? Segment.Empty);
            _lines[^1].Add(new Segment("…", style ?? Styles.Plain));
            return this;
        }

        _lines[^1].Add(cell);
        _lines[^1].Add(Segment.Padding(room));
        return this;
    }

    /// <summary>How wide a text will be.</summary>
    public int WidthOf(string text) => new Segment(Safe(text)).CellCount();

    /// <summary>The lines, none wider than <paramref name="width"/>.</summary>
    public IEnumerable<IEnumerable<Segment>> Cut(int width) => _lines.Select(line => Cut(line, width));

    public void WriteTo(IAnsiConsole terminal) => terminal.Write(new Block(_lines.SelectMany(static line => line.Append(Segment.LineBreak))));

    public void WriteTo(TextWriter writer)
    {
        foreach (var line in _lines)
        {
            writer.WriteLine(string.Concat(line.Select(static piece => piece.Text)).TrimEnd());
        }
    }

    private static IEnumerable<Segment> Cut(List<Segment> line, int room)
    {
        foreach (var piece in line)
        {
            if (piece.CellCount() > room)
            {
                if (Segment.Truncate(piece, room) is { } part)
                {
                    yield return part;
                }

                yield break;
            }

            room -= piece.CellCount();
            yield return piece;
        }
    }

    private string Safe(string text) => Shown.OneLine(mask(text));
}
