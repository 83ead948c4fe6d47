using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Weir.Yaml.Parsing;

/// <summary>
/// Builds values from the parser's events with a stack of open lists and maps, never by recursion. Every anchor keeps how many
/// values it holds and how high it is, aliases expanded, so that an alias is charged for what it repeats without walking it:
/// a bomb of aliases is refused in time linear in the text.
/// </summary>
internal sealed class YamlTreeBuilder(string file, LineSeparators separators, YamlLimits limits, DiagnosticBag bag)
{
    private readonly Stack<Frame> _open = new();
    private readonly Dictionary<string, Anchor> _anchors = new(StringComparer.Ordinal);
    private YamlNode? _root;
    private bool _hasDocument;
    private bool _stopped;
    private long _count;

    /// <summary>The value of the file once it is whole.</summary>
    public YamlNode? Root => _open.Count == 0 && !_stopped ? _root : null;

    /// <summary>The place of the last event.</summary>
    public SourcePosition Last { get; private set; } = new(file, 1, 1);

    /// <summary>Takes the next event. False when reading must stop; what was wrong is in the bag.</summary>
    public bool Accept(ParsingEvent parsed)
    {
        Last = PlaceOf(parsed.Start);
        switch (parsed)
        {
            case DocumentStart when _hasDocument:
                bag.Error(YamlCodes.SeveralDocuments, Last, "A second document begins here; a file holds one, so put it into a file of its own.");
                return false;
            case DocumentStart:
                _hasDocument = true;
                break;
            case Scalar scalar:
                AddScalar(scalar);
                break;
            case SequenceStart start:
                Open(new YamlSequence(Last), start, CoreSchema.IsListTag);
                break;
            case MappingStart start:
                Open(new YamlMapping(Last), start, CoreSchema.IsMapTag);
                break;
            case SequenceEnd or MappingEnd:
                Close();
                break;
            case AnchorAlias alias:
                AddAlias(alias);
                break;
            default:
                break;
        }
        return !_stopped;
    }

    /// <summary>Says so when the file had no content.</summary>
    public void Finish()
    {
        var empty = _root is null || _root is YamlScalar { IsPlain: true, Text: "" };
        if (empty && !_stopped && !bag.HasErrors)
        {
            Abandon();
            bag.Error(YamlCodes.Empty, new SourcePosition(file, 1, 1), "The file is empty: it has nothing, or nothing but comments.");
        }
    }

    /// <summary>Gives up what was built.</summary>
    public void Abandon() => _stopped = true;

    private void AddScalar(Scalar parsed)
    {
        if (parsed.Value.Length > limits.MaxTextLength)
        {
            Stop(YamlCodes.TextTooLong, $"The text that begins here has {parsed.Value.Length} characters; at most {limits.MaxTextLength} are read.");
            return;
        }
        if (!Charge(1))
        {
            return;
        }
        var text = separators.Restore(parsed.Value);
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            bag.Error(YamlCodes.NulCharacter, Last, "This text has an escaped NUL character, which no text may have.");
        }
        else if (YamlText.IndexOfBrokenSurrogate(text) >= 0)
        {
            bag.Error(YamlCodes.NotUtf8, Last, "This text has half a surrogate pair, which is no character.");
        }
        var plain = parsed.Style == ScalarStyle.Plain;
        // What is left out has no place of its own; the parser gives that of whatever follows.
        var place = plain && text.Length == 0 && _open.TryPeek(out var frame) && frame.Key is { } key ? key.Position : Last;
        var scalar = new YamlScalar(text, KindOf(parsed, text, plain), plain, place);
        if (!parsed.Anchor.IsEmpty)
        {
            _anchors[parsed.Anchor.Value] = new Anchor { Node = scalar, Count = 1 };
        }
        Attach(scalar, 0);
    }

    private YamlScalarKind KindOf(Scalar parsed, string text, bool plain)
    {
        if (parsed.Tag.IsEmpty)
        {
            return plain ? CoreSchema.Classify(text) : YamlScalarKind.Text;
        }
        if (CoreSchema.ClassifyTagged(text, parsed.Tag.Value) is { } kind)
        {
            return kind;
        }
        ReportTag(parsed.Tag.Value, "this value");
        return YamlScalarKind.Text;
    }

    private void ReportTag(string tag, string what)
    {
        var shown = DiagnosticText.Quote(CoreSchema.Display(tag));
        bag.Error(YamlCodes.Tag, Last, $"The tag {shown} is unknown or does not fit {what}; leave it away.");
    }

    private void Open(YamlNode container, NodeEvent parsed, Func<string, bool> isTag)
    {
        if (_open.Count >= limits.MaxDepth)
        {
            Stop(YamlCodes.TooDeep, $"Lists and maps are nested more than {limits.MaxDepth} deep here, which is the most that is read.");
            return;
        }
        if (!parsed.Tag.IsEmpty && !isTag(parsed.Tag.Value))
        {
            ReportTag(parsed.Tag.Value, container.KindText);
        }
        var frame = new Frame(container, _count);
        if (Charge(1) && !parsed.Anchor.IsEmpty)
        {
            frame.Anchor = new Anchor();
            _anchors[parsed.Anchor.Value] = frame.Anchor;
        }
        _open.Push(frame);
    }

    private void Close()
    {
        var frame = _open.Pop();
        if (frame.Anchor is { } anchor)
        {
            anchor.Node = frame.Container;
            anchor.Count = _count - frame.CountBefore;
            anchor.Height = frame.Height;
        }
        Attach(frame.Container, frame.Height);
    }

    private void AddAlias(AnchorAlias alias)
    {
        var name = DiagnosticText.Quote("*" + alias.Value.Value);
        if (!_anchors.TryGetValue(alias.Value.Value, out var anchor))
        {
            var known = _anchors.Keys.Select(key => "*" + key);
            bag.Error(YamlCodes.UnknownAlias, Last, $"No anchor for the alias {name} stands before it{bag.Suggestion("*" + alias.Value.Value, known)}");
        }
        else if (anchor.Node is null)
        {
            bag.Error(YamlCodes.AliasInsideItself, Last, $"The alias {name} stands inside the value that it repeats, which would never end.");
        }
        else if (_open.Count + anchor.Height > limits.MaxDepth)
        {
            Stop(YamlCodes.TooDeep, $"With what the alias {name} repeats, lists and maps are nested more than {limits.MaxDepth} deep, which is the most that is read.");
            return;
        }
        else if (Charge(anchor.Count))
        {
            Attach(anchor.Node, anchor.Height);
            return;
        }
        // Something must stand here, or keys and values would change places.
        Attach(new YamlScalar("", YamlScalarKind.Null, isPlain: false, Last), 0);
    }

    private bool Charge(long nodes)
    {
        _count += nodes;
        if (_count > limits.MaxNodes)
        {
            Stop(YamlCodes.TooManyNodes, $"The file has more than {limits.MaxNodes} values at this place, what aliases repeat included; no more are read.");
        }
        return !_stopped;
    }

    private void Attach(YamlNode node, int height)
    {
        if (!_open.TryPeek(out var frame))
        {
            _root = node;
            return;
        }
        frame.Height = Math.Max(frame.Height, height + 1);
        if (frame.Container is YamlSequence sequence)
        {
            sequence.Add(node);
        }
        else if (frame.IsKeyNext)
        {
            frame.IsKeyNext = false;
            frame.Key = CheckKey(node);
        }
        else
        {
            AddEntry(frame, (YamlMapping)frame.Container, node);
        }
    }

    private void AddEntry(Frame frame, YamlMapping mapping, YamlNode value)
    {
        if (frame.Key is { } key && !mapping.TryAdd(new YamlEntry(key, value)) && mapping.TryGet(key.Text, out var first))
        {
            bag.Error(YamlCodes.DuplicateKey, key.Position, $"The key {DiagnosticText.Quote(key.Text)} stands twice in this map; it is first on line {first.Key.Position.Line}.");
        }
        frame.Key = null;
        frame.IsKeyNext = true;
    }

    private YamlScalar? CheckKey(YamlNode node)
    {
        if (node is not YamlScalar scalar)
        {
            bag.Error(YamlCodes.KeyIsNotText, node.Position, $"A key of a map must be text, and this one is {node.KindText}.");
            return null;
        }
        if (scalar.Text.Length == 0 && scalar.Kind == YamlScalarKind.Null)
        {
            bag.Error(YamlCodes.KeyIsNotText, node.Position, "A key is missing before this ':'.");
            return null;
        }
        if (scalar.IsPlain && scalar.Text == "<<")
        {
            bag.Error(YamlCodes.MergeKey, node.Position, "YAML 1.2 has no merge key '<<'; write the entries out.");
            return null;
        }
        return scalar;
    }

    private void Stop(string code, string message)
    {
        _stopped = true;
        bag.Error(code, Last, message);
    }

    private SourcePosition PlaceOf(Mark mark) => new(file, (int)mark.Line, (int)mark.Column);

    /// <summary>A list or map that is not closed yet. The key is that of the value that comes next.</summary>
    private sealed class Frame(YamlNode container, long countBefore)
    {
        public YamlNode Container { get; } = container;
        public long CountBefore { get; } = countBefore;
        public bool IsKeyNext { get; set; } = true;
        public YamlScalar? Key { get; set; }
        public Anchor? Anchor { get; set; }
        public int Height { get; set; }
    }

    /// <summary>The value of an anchor; null while it is open.</summary>
    private sealed class Anchor
    {
        public YamlNode? Node { get; set; }
        public long Count { get; set; }
        public int Height { get; set; }
    }
}
