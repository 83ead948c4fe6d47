namespace Weir;

/// <summary>A member as the inspected type reaches it.</summary>
/// <param name="Path">The names from the outermost member on, such as <c>Order.Lines[]</c>; empty for the type itself.</param>
/// <param name="Type">The declared type of the member.</param>
internal sealed record MemberPath(string Path, Type Type)
{
    public override string ToString() => Path.Length == 0 ? TypeText.Of(Type) : $"'{Path}' ({TypeText.Of(Type)})";

    public MemberPath Member(string name, Type type) => new(Path.Length == 0 ? name : $"{Path}.{name}", type);

    public MemberPath Element(Type type) => new($"{Path}[]", type);
}
