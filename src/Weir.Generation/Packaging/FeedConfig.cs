using System.Xml;
using System.Xml.Linq;

namespace Weir.Generation.Packaging;

/// <summary>The one entry of a package's <c>nuget.config</c> that is ours: the folder with the Weir package. Every other entry is the user's.</summary>
internal static class FeedConfig
{
    public const string FileName = "nuget.config";

    private const string Key = "weir";

    /// <summary>Sets our entry, in a new file or in the one that is there.</summary>
    public static void Set(string folder, string feed)
    {
        var path = Path.Combine(folder, FileName);
        var config = Load(path) ?? new XDocument(
            new XComment(" 'weir' is where the Weir package stands on this machine; in no hash. The other sources are those of the machine. "),
            new XElement("configuration"));
        var sources = config.Root!.Element("packageSources");
        if (sources is null)
        {
            config.Root.Add(sources = new XElement("packageSources"));
        }

        var entry = Find(sources);
        if (entry is null)
        {
            sources.Add(entry = new XElement("add", new XAttribute("key", Key)));
        }

        entry.SetAttributeValue("value", feed);
        Save(config, path);
    }

    /// <summary>Takes our entry away, and the file with it when it held nothing else.</summary>
    public static void Remove(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (Load(path) is not { } config || config.Root!.Element("packageSources") is not { } sources || Find(sources) is not { } entry)
        {
            return;
        }

        entry.Remove();
        if (!sources.HasElements)
        {
            sources.Remove();
        }

        if (config.Root.HasElements)
        {
            Save(config, path);
        }
        else
        {
            File.Delete(path);
        }
    }

    // A link that stands there leads outside the package; a file of the package takes its place.
    private static void Save(XDocument config, string path)
    {
        File.Delete(path);
        config.Save(path);
    }

    private static XElement? Find(XElement sources) =>
        sources.Elements("add").FirstOrDefault(one => string.Equals((string?)one.Attribute("key"), Key, StringComparison.OrdinalIgnoreCase));

    // A file that is no XML helps nobody, NuGet least of all: it is written anew.
    private static XDocument? Load(string path)
    {
        try
        {
            return File.Exists(path) ? XDocument.Load(path) is { Root.Name.LocalName: "configuration" } config ? config : null : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
