using System.Text.Json;
using WebChatBridge.Protocol;

namespace WebChatBridge.Server;

/// <summary>
/// A few small records, each a file that only this account may read. Another process of the same account may add some: that
/// is how the command <c>link</c> speaks to the server that runs. Names are hashes, never what a user wrote.
/// </summary>
internal sealed class RecordFolder<T>(string folder)
    where T : class
{
    public void Put(string name, T record)
    {
        PrivateFile.CreateFolder(folder);

        // Whoever looks finds the whole record or none.
        var unfinished = Path.Combine(folder, $"{name}.{Environment.ProcessId}.new");
        using (var file = new FileStream(unfinished, PrivateFile.Options(FileMode.Create, FileAccess.Write, FileShare.None)))
        {
            JsonSerializer.Serialize(file, record, HubJson.Options);
        }

        File.Move(unfinished, PathOf(name), overwrite: true);
    }

    /// <summary>The record of that name; null when there is none that can be read.</summary>
    public T? Find(string name) => Read(PathOf(name));

    /// <summary>The record of that name for whoever is first to ask; it is gone then.</summary>
    public T? Take(string name)
    {
        var taken = Path.Combine(folder, $"{name}.{Environment.ProcessId}.taken");
        try
        {
            // A rename either finds the file or does not: of two who ask at once, one gets it.
            File.Move(PathOf(name), taken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        var record = Read(taken);
        File.Delete(taken);
        return record;
    }

    public void Remove(string name)
    {
        if (Directory.Exists(folder))
        {
            File.Delete(PathOf(name));
        }
    }

    public IEnumerable<(string Name, T Record)> All()
    {
        foreach (var path in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json") : [])
        {
            if (Read(path) is { } record)
            {
                yield return (Path.GetFileNameWithoutExtension(path), record);
            }
        }
    }

    private string PathOf(string name) => Path.Combine(folder, name + ".json");

    private static T? Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return JsonSerializer.Deserialize<T>(file, HubJson.Options);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
