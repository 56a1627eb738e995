using CxOne.Connection;
using CxOne.Http;

namespace CxOne.Ivr;

/// <summary>Reads IVR definitions.</summary>
public static class IvrDefinitions
{
    /// <summary>Lists the IVR definitions. Each page is requested when it is needed.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    public static IAsyncEnumerable<CxPage<IvrDefinition>> ListAsync(
        CxConnection connection, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return new IvrApi(connection.Client, log).ListDefinitionsAsync(cancellationToken);
    }

    /// <summary>Gets an IVR definition.</summary>
    /// <param name="connection">The tenant.</param>
    /// <param name="id">The id of the definition.</param>
    /// <param name="log">Receives one verbose line per request.</param>
    /// <param name="cancellationToken">Ends every wait at once.</param>
    /// <exception cref="Errors.CxRequestException">There is no such definition (<c>ObjectNotFound</c>), or the request failed.</exception>
    public static Task<IvrDefinition> GetAsync(CxConnection connection, string id, ICxLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return new IvrApi(connection.Client, log).GetDefinitionAsync(id, cancellationToken);
    }
}
