namespace Weir.Generation;

/// <summary>The folder for the packages cannot be written.</summary>
/// <param name="folder">The folder, as it was named.</param>
/// <param name="reason">What the system said.</param>
public sealed class OutputFolderException(string folder, Exception reason)
    : Exception($"'{folder}' cannot be written: {reason.Message}", reason)
{
    /// <summary>The folder, as it was named.</summary>
    public string Folder => folder;
}
