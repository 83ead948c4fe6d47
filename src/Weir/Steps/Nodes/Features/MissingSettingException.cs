namespace Weir;

/// <summary>A setting that has no default was read, and nobody had given it a value.</summary>
/// <param name="setting">What was read, such as <c>Settings.ConnectionString</c>.</param>
public sealed class MissingSettingException(string setting)
    : InvalidOperationException($"The setting '{setting}' has no value and no default; give it one where the node is made.")
{
    /// <summary>What was read, such as <c>Settings.ConnectionString</c>.</summary>
    public string Setting => setting;
}
