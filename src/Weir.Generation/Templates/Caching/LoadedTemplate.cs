namespace Weir.Generation.Templates.Caching;

/// <summary>A template in the cache.</summary>
/// <param name="template">The template.</param>
/// <param name="uses">How often it is used.</param>
/// <param name="expiresAt">The timestamp from which on its text is read again.</param>
internal sealed class LoadedTemplate(Template template, UseCount uses, long expiresAt)
{
    private volatile bool _isChanged;

    public Template Template => template;

    public UseCount Uses => uses;

    public long ExpiresAt => expiresAt;

    /// <summary>Whether its file may have changed since it was read.</summary>
    public bool IsChanged
    {
        get => _isChanged;
        set => _isChanged = value;
    }
}
