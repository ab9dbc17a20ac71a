// Runs go-trafilatura over pages: paths on standard input (.gz opened), one JSON object a line out, with the text, the
// title, the author and the day as it reads them. With -calls the paths end at an empty line, and each further line asks
// for a round over all pages: its CPU seconds; the median, the 99th percentile and the slowest of the pages.
package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"
	"syscall"

	"github.com/markusmobius/go-trafilatura"
)

type row struct {
	Path   string `json:"path"`
	Text   string `json:"text"`
	Title  string `json:"title"`
	Author string `json:"author"`
	Date   string `json:"date"`
	Error  string `json:"error,omitempty"`
}

func read(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	if !strings.HasSuffix(path, ".gz") {
		return io.ReadAll(file)
	}
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(unpacked)
}

func clean(path string, page []byte) (result row) {
	result.Path = path
	defer func() {
		if broken := recover(); broken != nil {
			result.Error = fmt.Sprint(broken)
		}
	}()
	found, err := trafilatura.Extract(bytes.NewReader(page), trafilatura.Options{EnableFallback: true, ExcludeComments: true})
	if err != nil {
		result.Error = err.Error()
		return result
	}
	result.Text, result.Title, result.Author = found.ContentText, found.Metadata.Title, found.Metadata.Author
	if !found.Metadata.Date.IsZero() {
		result.Date = found.Metadata.Date.Format("2006-01-02")
	}
	return result
}

func cpuSeconds() float64 {
	var usage syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	of := func(time syscall.Timeval) float64 { return float64(time.Sec) + 1e-6*float64(time.Usec) }
	return of(usage.Utime) + of(usage.Stime)
}

func answerCalls(lines *bufio.Scanner, paths []string, pages [][]byte) {
	fmt.Println(len(pages))
	least := make([]float64, len(pages))
	for round := 0; lines.Scan(); round++ {
		began := cpuSeconds()
		for i, page := range pages {
			pageBegan := cpuSeconds()
			clean(paths[i], page)
			if took := cpuSeconds() - pageBegan; round == 0 || took < least[i] {
				least[i] = took
			}
		}
		took := cpuSeconds() - began
		sorted := append([]float64{}, least...)
		sort.Float64s(sorted)
		fmt.Println(took, sorted[len(sorted)/2], sorted[len(sorted)*99/100], sorted[len(sorted)-1])
	}
}

func main() {
	calls := flag.Bool("calls", false, "rounds to be timed")
	flag.Parse()
	var paths []string
	var pages [][]byte
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() && lines.Text() != "" {
		page, err := read(lines.Text())
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		paths, pages = append(paths, lines.Text()), append(pages, page)
	}
	if *calls {
		answerCalls(lines, paths, pages)
		return
	}
	out := json.NewEncoder(os.Stdout)
	for i, page := range pages {
		_ = out.Encode(clean(paths[i], page))
	}
}
