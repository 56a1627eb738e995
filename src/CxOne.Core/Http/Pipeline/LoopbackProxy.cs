using System.Net;

namespace CxOne.Http;

/// <summary>The machine's proxy, except for loopback: clear text that is sent there must not leave the machine.</summary>
internal sealed class LoopbackProxy : IWebProxy
{
    private readonly IWebProxy _machine;

    public LoopbackProxy(IWebProxy machine) => _machine = machine;

    public ICredentials? Credentials
    {
        get => _machine.Credentials;
        set => _machine.Credentials = value;
    }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : _machine.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || _machine.IsBypassed(host);
}
