using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Weir;

/// <summary>Reads settings that have no default.</summary>
public static class NodeSetting
{
    /// <summary>The value of a setting that must have one.</summary>
    /// <typeparam name="T">The type of the setting.</typeparam>
    /// <param name="value">The setting, such as <c>Settings.ConnectionString</c>.</param>
    /// <param name="name">What messages call it; the compiler fills in the expression.</param>
    /// <returns>The value.</returns>
    /// <exception cref="MissingSettingException">It has none.</exception>
    public static T Required<T>([NotNull] T? value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : class =>
        value ?? throw new MissingSettingException(name);

    /// <summary>The value of a setting that must have one.</summary>
    /// <typeparam name="T">The type of the setting.</typeparam>
    /// <param name="value">The setting, such as <c>Settings.BatchSize</c>.</param>
    /// <param name="name">What messages call it; the compiler fills in the expression.</param>
    /// <returns>The value.</returns>
    /// <exception cref="MissingSettingException">It has none.</exception>
    public static T Required<T>([NotNull] T? value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : struct =>
        value ?? throw new MissingSettingException(name);
}
