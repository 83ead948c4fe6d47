namespace Weir.Tests.Generation.Validation.Security.Cases;

internal static class DeserializationCases
{
    private const string Formatter = "\npublic sealed class NetDataContractSerializer { public object Deserialize(Stream stream) => stream; }\npublic enum TypeNameHandling { None, Objects, All, Auto }\npublic sealed class JsonSettings { public TypeNameHandling TypeNameHandling { get; set; } }";

    public static readonly string[] All =
    [
        """
        public object Read(Stream stream)
        {
            var formatter = new NetDataContractSerializer();
            return formatter.Deserialize(stream); //!
        }
        """ + Formatter,
        """
        public object Read(Stream stream) => new NetDataContractSerializer().Deserialize(stream); //!
        """ + Formatter,
        """
        public object Make() => new NetDataContractSerializer(); //!
        """ + Formatter,
        """
        public JsonSettings Make() => new() { TypeNameHandling = TypeNameHandling.All }; //!
        public JsonSettings Safe() => new() { TypeNameHandling = TypeNameHandling.None };
        public bool Is(JsonSettings settings) => settings.TypeNameHandling == TypeNameHandling.Auto;
        """ + Formatter,
        """
        public void Set(JsonSettings settings)
        {
            settings.TypeNameHandling = TypeNameHandling.Auto; //!
        }
        """ + Formatter,
        """
        public object? Read(Stream stream) => JsonSerializer.Deserialize(stream, typeof(string));
        public object? Read2(Stream stream) => new XmlSerializer(typeof(string)).Deserialize(stream);
        public T? Read3<T>(string text) => JsonSerializer.Deserialize<T>(text);
        public object? Read4(Stream stream, Type type) => new XmlSerializer(type).Deserialize(stream);
        """,
    ];
}
