namespace Weir.Generation.Templates;

/// <summary>A function that templates may call: <c>{{name first second}}</c>. It is called on the thread that renders, by several at once, and gives what is shown; null is nothing.</summary>
/// <param name="arguments">What stands behind its name, in order.</param>
/// <returns>The value.</returns>
public delegate object? TemplateHelper(IReadOnlyList<object?> arguments);
