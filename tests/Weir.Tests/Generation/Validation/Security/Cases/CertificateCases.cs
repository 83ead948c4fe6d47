namespace Weir.Tests.Generation.Validation.Security.Cases;

internal static class CertificateCases
{
    public static readonly string[] All =
    [
        """
        public HttpClientHandler A() => new() { ServerCertificateCustomValidationCallback = (_, _, _, _) => true }; //!
        public HttpClientHandler B()
        {
            var handler = new HttpClientHandler();
            handler.ServerCertificateCustomValidationCallback = delegate { return true; }; //!
            handler.ServerCertificateCustomValidationCallback += (message, certificate, chain, errors) => { Console.WriteLine(errors); return true; }; //!
            handler.ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator; //!
            handler.ServerCertificateCustomValidationCallback = Accept; //!
            return handler;
        }
        private static bool Accept(HttpRequestMessage message, X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors) => true;
        public SslStream C(Stream stream) => new(stream, false, (_, _, _, _) => true); //!
        public SslStream D(Stream stream) => new SslStream(stream, false, new RemoteCertificateValidationCallback((_, _, _, _) => { return true; })); //!
        public SocketsHttpHandler E() => new()
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (sender, certificate, chain, errors) => true, //!
            },
        };
        public void F()
        {
            bool Always(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
            {
                return true;
            }
            ServicePointManager.ServerCertificateValidationCallback = Always; //!
        }
        public HttpClientHandler G() => new() { CheckCertificateRevocationList = false }; //!
        """,
        // Clean from here on.
        """
        private readonly string _thumbprint = "";
        public HttpClientHandler A() => new() { ServerCertificateCustomValidationCallback = (_, _, _, errors) => errors == SslPolicyErrors.None, CheckCertificateRevocationList = true };
        public HttpClientHandler B() => new() { ServerCertificateCustomValidationCallback = (_, certificate, _, errors) => certificate?.Thumbprint == _thumbprint };
        public HttpClientHandler C()
        {
            var handler = new HttpClientHandler();
            handler.ServerCertificateCustomValidationCallback = (message, certificate, chain, errors) =>
            {
                if (errors == SslPolicyErrors.None)
                {
                    return true;
                }
                return false;
            };
            return handler;
        }
        public Func<string, bool> Filter { get; } = _ => true;
        public bool IsDangerous(HttpClientHandler handler) => handler.ServerCertificateCustomValidationCallback == HttpClientHandler.DangerousAcceptAnyServerCertificateValidator;
        public IEnumerable<string> All(IEnumerable<string> items) => items.Where(_ => true);
        """,
    ];
}
